package dev.weir.fold;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.trust.CarefulModel;
import dev.weir.fold.trust.Quorum;
import dev.weir.fold.trust.Taught;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A random log with unlearnings, and beside it, in the plainest way, what the model is at each version. */
final class TaughtLog implements AutoCloseable {
    private static final List<Lesson> LESSONS = Course.lessons(17, 8, 200);
    private static final int HONEST = 100;
    private static final int WRONG = 55;
    private static final int ENOUGH_TO_AGREE = 110;
    private static final String[] ANALYSTS = {"alice", "bob", "mallory"};

    private final ListLog log = new ListLog();
    private final Random random;
    /** What each event does, unless it is a lesson that is left out. */
    private final List<Step> steps = new ArrayList<>();
    /** The model at each version as it was. */
    private final List<ModelState> lived = new ArrayList<>(List.of(Untrained.STATE));
    /** The model at each version in the world of now. */
    private List<ModelState> now = new ArrayList<>(List.of(Untrained.STATE));

    private final Map<Long, Selection> unlearned = new TreeMap<>();
    private final Map<String, ModelState> taught = new HashMap<>();
    /** What gave the last lesson, and the model that it has since then. */
    private @Nullable CarefulModel learner;

    private @Nullable ModelState learned;

    /** Exactly one of these is there, or none for an event that leaves the model as it is. */
    private record Step(
            ModelEvent.@Nullable Learn learn,
            @Nullable Integer target,
            @Nullable ModelState installed) {
        static final Step NOTHING = new Step(null, null, null);
    }

    TaughtLog(Random random) {
        this.random = random;
        if (random.nextBoolean()) {
            install(Untrained.YIELDING);
        }
    }

    ListLog log() {
        return log;
    }

    ModelState lived(int version) {
        return lived.get(version);
    }

    /** Lessons that are right at first and then wrong, until learning is held and some wait. */
    void writeUntilHeld() {
        install(Untrained.YIELDING);
        for (int i = 0; i < HONEST + WRONG; i++) {
            Lesson one = LESSONS.get(i);
            Verdict other = one.verdict() == Verdict.MALICIOUS ? Verdict.BENIGN : Verdict.MALICIOUS;
            learn(ModelEvent.Learn.weighed(
                    new Lesson(one.flowId(), one.example(), i < HONEST ? one.verdict() : other, null, "alice", false)));
        }
    }

    /** Lessons of two teachers who are right, so that whoever is at odds with them has to wait. */
    void writeUntilAgreed() {
        install(Untrained.YIELDING);
        for (int i = 0; i < ENOUGH_TO_AGREE; i++) {
            Lesson one = LESSONS.get(i);
            learn(ModelEvent.Learn.weighed(
                    new Lesson(one.flowId(), one.example(), one.verdict(), null, ANALYSTS[i % 2], false)));
        }
    }

    /** A wrong verdict, or what another teacher says of the same flow. */
    void writeAtOdds(int choice) {
        Lesson one = LESSONS.get(ENOUGH_TO_AGREE + choice / 50);
        Verdict other = one.verdict() == Verdict.MALICIOUS ? Verdict.BENIGN : Verdict.MALICIOUS;
        Verdict said = choice % 5 == 0 ? one.verdict() : other;
        String analyst = ANALYSTS[choice % 2];
        learn(ModelEvent.Learn.weighed(new Lesson(one.flowId(), one.example(), said, null, analyst, choice % 7 == 0)));
    }

    /** How lessons have fared that wait for a second teacher, as the log stands now. */
    Quorum quorum() {
        try (CarefulModel model = CarefulModel.load(now.get(now.size() - 1))) {
            return model.quorum();
        }
    }

    private void learn(ModelEvent.Learn learn) {
        log.append(learn);
        step(new Step(learn, null, null));
    }

    void write(int choice) {
        if (choice < 50) {
            learn(random.nextInt(4) == 0 ? new ModelEvent.Learn(lesson()) : ModelEvent.Learn.weighed(lesson()));
        } else if (choice < 55) {
            log.append(new ModelEvent.TakeCheckpoint("c" + log.end(), "bob"));
            step(Step.NOTHING);
        } else if (choice < 66) {
            int target = random.nextInt(now.size());
            log.append(new ModelEvent.RollBack(target, now.get(target).digest(), "bob"));
            step(new Step(null, target, null));
        } else if (choice < 70) {
            int target = random.nextInt(now.size());
            boolean holds = lived.get(target).equals(now.get(target));
            log.append(new ModelEvent.RollBack(target, lived.get(target).digest(), "bob"));
            step(holds ? new Step(null, target, null) : Step.NOTHING);
        } else if (choice < 74) {
            install(lived.get(random.nextInt(lived.size())));
        } else if (choice < 77) {
            ModelState baseline = lived.get(random.nextInt(lived.size()));
            boolean holds = now.get(now.size() - 1).equals(Untrained.STATE);
            log.append(new ModelEvent.Install(baseline, "bob", true));
            step(holds ? new Step(null, null, baseline) : Step.NOTHING);
        } else if (choice < 79) {
            log.skipOffset();
            step(Step.NOTHING);
        } else if (choice < 82) {
            log.append(new ModelEvent.Unlearn(Selection.ofLesson(log.end()), "mallory"));
            step(Step.NOTHING);
        } else if (choice < 92) {
            unlearn();
        } else {
            relearn();
        }
    }

    private void install(ModelState model) {
        log.append(new ModelEvent.Install(model, "bob"));
        step(new Step(null, null, model));
    }

    private Lesson lesson() {
        Lesson one = LESSONS.get(random.nextInt(LESSONS.size()));
        String analyst = ANALYSTS[random.nextInt(ANALYSTS.length)];
        return new Lesson(one.flowId(), one.example(), one.verdict(), one.category(), analyst, random.nextInt(4) == 0);
    }

    private void unlearn() {
        if (log.end() == 0) {
            return;
        }
        long from = random.nextInt((int) log.end());
        long to = from + 1 + random.nextInt((int) (log.end() - from));
        Selection lessons = switch (random.nextInt(4)) {
            case 0 -> Selection.ofLesson(from);
            case 1 -> new Selection(from, to, ANALYSTS[random.nextInt(3)], null, null, null);
            case 2 ->
                new Selection(0, log.end(), null, ListLog.START.plusMillis(from), ListLog.START.plusMillis(to), null);
            default -> new Selection(0, to, null, null, null, new FlowId("f" + random.nextInt(20)));
        };
        unlearned.put(log.end(), lessons);
        log.append(new ModelEvent.Unlearn(lessons, "bob"));
        turn();
    }

    private void relearn() {
        long unlearning = unlearned.isEmpty() || random.nextInt(5) == 0
                ? random.nextInt((int) log.end() + 1)
                : new ArrayList<>(unlearned.keySet()).get(random.nextInt(unlearned.size()));
        log.append(new ModelEvent.Relearn(unlearning, "bob"));
        if (unlearned.remove(unlearning) == null) {
            step(Step.NOTHING);
        } else {
            turn();
        }
    }

    private void step(Step step) {
        steps.add(step);
        now.add(after(now, step, steps.size() - 1));
        lived.add(now.get(now.size() - 1));
    }

    /** Tells all again without what is unlearned. */
    private void turn() {
        steps.add(Step.NOTHING);
        now = new ArrayList<>(List.of(Untrained.STATE));
        for (int offset = 0; offset < steps.size(); offset++) {
            now.add(after(now, steps.get(offset), offset));
        }
        lived.add(now.get(now.size() - 1));
    }

    private ModelState after(List<ModelState> before, Step step, int offset) {
        ModelState last = before.get(before.size() - 1);
        if (step.learn() != null) {
            return isUnlearned(offset, step.learn().lesson()) ? last : taught(last, step.learn(), offset);
        }
        if (step.target() != null) {
            return before.get(step.target());
        }
        return step.installed() == null ? last : step.installed();
    }

    /** Worlds have their beginnings in common. */
    private ModelState taught(ModelState model, ModelEvent.Learn learn, int offset) {
        return taught.computeIfAbsent(model.digest() + offset, key -> taughtAnew(model, learn, offset));
    }

    private ModelState taughtAnew(ModelState model, ModelEvent.Learn learn, int offset) {
        Lesson lesson = learn.lesson();
        CarefulModel learning = learner(model);
        learning.learn(new Taught(
                offset,
                ListLog.START.plusMillis(offset).toEpochMilli(),
                lesson.analyst(),
                learn.weighing(),
                lesson.packed(),
                lesson.example(),
                lesson.verdict(),
                learn.teachesCategory() ? lesson.category() : null,
                lesson.correction(),
                learn.calibrates()));
        learned = learning.save();
        return learned;
    }

    /** The learner of the last lesson if it has that model, else a new one: most lessons follow another. */
    private CarefulModel learner(ModelState model) {
        if (learner == null || !model.equals(learned)) {
            close();
            learner = CarefulModel.load(model);
        }
        return learner;
    }

    @Override
    public void close() {
        if (learner != null) {
            learner.close();
            learner = null;
        }
    }

    private boolean isUnlearned(int offset, Lesson lesson) {
        Instant at = ListLog.START.plusMillis(offset);
        return unlearned.values().stream()
                .anyMatch(lessons -> offset >= lessons.from()
                        && offset < lessons.to()
                        && (lessons.analyst() == null || lessons.analyst().equals(lesson.analyst()))
                        && (lessons.since() == null || !at.isBefore(lessons.since()))
                        && (lessons.until() == null || at.isBefore(lessons.until()))
                        && (lessons.flowId() == null || lessons.flowId().equals(lesson.flowId())));
    }

    /** A log in which what is unlearned was never written; its rollbacks name what they go back to in it. */
    ListLog filtered() {
        ListLog filtered = new ListLog();
        for (int offset = 0; offset < steps.size(); offset++) {
            Step step = steps.get(offset);
            if (step.learn() != null && !isUnlearned(offset, step.learn().lesson())) {
                filtered.append(step.learn());
            } else if (step.target() != null) {
                filtered.append(new ModelEvent.RollBack(
                        step.target(), now.get(step.target()).digest(), "bob"));
            } else if (step.installed() != null) {
                filtered.append(new ModelEvent.Install(step.installed(), "bob"));
            } else {
                filtered.skipOffset();
            }
        }
        return filtered;
    }
}

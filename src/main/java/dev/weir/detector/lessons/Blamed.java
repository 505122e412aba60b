package dev.weir.detector.lessons;

import dev.weir.encoding.Example;
import dev.weir.fold.FoldingModel;
import dev.weir.fold.Lesson;
import dev.weir.fold.Telling;
import dev.weir.model.TaughtLogit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down by how much each lesson moves the logit of one flow. Every lesson is a link to the one before it, so that a
 * rollback goes back to a link, and lessons that were gone back behind are off the chain.
 */
final class Blamed implements Telling.Witness {
    private static final TaughtLogit NOTHING = new TaughtLogit(0, 0);

    private final Example flow;
    private final Map<String, String> analysts = new HashMap<>();
    private final Map<Long, Link> passed = new HashMap<>();
    private Link last = new Link(null, -1, "", "", "", Instant.EPOCH, NOTHING);
    private TaughtLogit before = NOTHING;

    /** A lesson in the model; the first link of a chain is none, and has what the model that lessons began with made of the flow. */
    record Link(
            @Nullable Link before,
            long offset,
            String analyst,
            String flowId,
            String verdict,
            Instant at,
            TaughtLogit taught) {
        Counted counted(TaughtLogit.Parts parts) {
            return new Counted(this, parts.of(taught));
        }
    }

    /** A lesson with what it adds to the logit that is shown. */
    private record Counted(Link link, double logit) {
        Blame.OfLesson named() {
            return new Blame.OfLesson(link.offset(), link.analyst(), link.flowId(), link.verdict(), link.at(), logit);
        }
    }

    Blamed(Example flow) {
        this.flow = flow;
    }

    @Override
    public void began(FoldingModel model) {
        begin(model);
    }

    @Override
    public void installed(FoldingModel model) {
        begin(model);
    }

    private void begin(FoldingModel model) {
        before = model.taughtLogit(flow);
        last = new Link(null, -1, "", "", "", Instant.EPOCH, before);
    }

    @Override
    public void learned(long offset, Instant at, Lesson lesson, FoldingModel model) {
        TaughtLogit now = model.taughtLogit(flow);
        last = new Link(
                last,
                offset,
                analysts.computeIfAbsent(lesson.analyst(), name -> name),
                lesson.flowId().value(),
                lesson.verdict().word(),
                at,
                now.since(before));
        before = now;
    }

    @Override
    public void passed(long version) {
        passed.put(version, last);
    }

    @Override
    public void wentBack(long version, FoldingModel model) {
        Link then = passed.get(version);
        if (then == null) {
            begin(model);
        } else {
            last = then;
            before = model.taughtLogit(flow);
        }
    }

    /**
     * The result.
     *
     * @param logit of the flow by the whole model
     * @param parts what parts of what was taught count in it
     * @param most how many lessons to name
     */
    Blame blame(String flowId, long version, double score, double logit, TaughtLogit.Parts parts, int most) {
        List<Counted> lessons = new ArrayList<>();
        Link link = last;
        for (; link.before() != null; link = link.before()) {
            lessons.add(link.counted(parts));
        }
        double learned = lessons.stream().mapToDouble(Counted::logit).sum();
        lessons.sort(Comparator.comparingDouble(one -> -Math.abs(one.logit())));
        List<Counted> named = lessons.subList(0, Math.min(most, lessons.size()));
        return new Blame(
                flowId,
                version,
                score,
                logit,
                logit - learned,
                lessons.size(),
                ofAnalysts(lessons),
                named.stream().map(Counted::named).toList(),
                learned - named.stream().mapToDouble(Counted::logit).sum());
    }

    private static List<Blame.OfAnalyst> ofAnalysts(List<Counted> lessons) {
        Map<String, Blame.OfAnalyst> sums = new HashMap<>();
        for (Counted lesson : lessons) {
            String analyst = lesson.link().analyst();
            sums.merge(
                    analyst,
                    new Blame.OfAnalyst(analyst, 1, lesson.logit()),
                    (a, b) -> new Blame.OfAnalyst(a.analyst(), a.lessons() + b.lessons(), a.logit() + b.logit()));
        }
        List<Blame.OfAnalyst> sorted = new ArrayList<>(sums.values());
        sorted.sort(Collections.reverseOrder(Comparator.comparingDouble(one -> Math.abs(one.logit()))));
        return sorted;
    }
}

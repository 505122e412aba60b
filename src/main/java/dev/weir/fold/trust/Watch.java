package dev.weir.fold.trust;

import dev.weir.encoding.Example;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Watches that lessons do not make the model worse. Not thread-safe.
 *
 * <p>Lessons come in batches. After each the model is tried on a {@link Panel} of verdicts that were agreed on before it. If its loss
 * there is more than {@value #WORSE} above what it was, and the batch was a {@linkplain Surprise surprise}, learning is held: lessons
 * wait, {@value #MOST_WAITING} at most. After each batch of waiting ones a challenger learns them, and takes the model's place if its
 * loss is no more than {@value #WELL} above what it was before the hold, so that a model at the edge does not go in and out of it.
 *
 * <p>What the loss was falls with the model at once and rises slowly: many small steps to the worse add up. Flows without a verdict are
 * not in the log, so instances could not decide alike by them; the panel stands for the spread of scores.
 */
final class Watch {
    static final int MOST_WAITING = 256;

    /** Lessons of a batch, while the model is young; later a part of all. */
    static final int BATCH = 25;

    private static final long YOUNG = 100_000;
    private static final long BATCHES_WHEN_YOUNG = 100;
    private static final long BATCHES_WHEN_OLD = 10;

    /** So many lessons since the hold began make the next trial wait for one more. */
    private static final long TRIALS_RARER = 8;

    private static final double WORSE = 0.1;
    private static final double WELL = 0.04;
    private static final double RISES = 0.1;
    private static final double UNKNOWN = -1;

    private Panel panel = new Panel();
    private Surprise surprise = new Surprise();
    private final List<Taught> agreed = new ArrayList<>();
    private final Deque<Taught> waiting = new ArrayDeque<>();
    private double loss = UNKNOWN;
    private long firstOfBatch;
    private long inBatch;
    private @Nullable Hold hold;
    /** Asked about at once, and so no part of what is kept. */
    private boolean isDoubtful;

    /** Null while lessons are learned. */
    @Nullable
    Hold hold() {
        return hold == null ? null : hold.with(waiting.size(), hold.lapsed());
    }

    /** Whether a lesson would move much of what was agreed on. */
    boolean wouldMoveMuch(Taught lesson) {
        return panel.sides().arePulledBy(lesson.example(), lesson.verdict());
    }

    /**
     * Takes note of a lesson that was learned.
     *
     * @param judgement what it said of the model before
     * @param lessons in the model
     * @param logit what the model says of a flow now
     */
    void learned(Taught lesson, Judgement judgement, long lessons, ToDoubleFunction<Example> logit) {
        begin(lesson);
        boolean countsSurprise = lesson.weighing().isHeldBySurprise();
        if (countsSurprise) {
            surprise.add(judgement);
        }
        if (judgement == Judgement.AGREES) {
            agreed.add(lesson);
            if (agreed.size() > BATCH) {
                agreed.remove(0);
            }
        }
        isDoubtful = false;
        if (inBatch >= batch(lessons)) {
            inBatch = 0;
            boolean isSurprise = countsSurprise && surprise.endBatch();
            tryOut(lesson.offset(), !countsSurprise || isSurprise, logit);
            isDoubtful = isSurprise;
        }
    }

    private void begin(Taught lesson) {
        if (inBatch++ == 0) {
            firstOfBatch = lesson.offset();
        }
    }

    /** Takes note of a lesson that is at odds with what was agreed on, and waits for a second teacher. */
    void awaitsSecond(Taught lesson) {
        begin(lesson);
        surprise.add(Judgement.CONTRADICTS);
    }

    /** Whether the lesson last learned ended a batch that was a surprise, and yet made the model no worse. */
    boolean isDoubtful() {
        return isDoubtful && hold == null;
    }

    /** Offset of the first lesson of the batch that is under way, or has just ended. */
    long firstOfBatch() {
        return firstOfBatch;
    }

    /**
     * Holds learning over a batch if a challenger that has learned what waits of it is worse than the model.
     *
     * @param lastOfBatch offset of its last lesson
     */
    void holdIfWorse(long lastOfBatch, ToDoubleFunction<Example> challenger) {
        if (panel.isTelling() && panel.loss(challenger) > loss + WORSE) {
            hold = new Hold(firstOfBatch, lastOfBatch, 0, 0);
        }
    }

    private static long batch(long lessons) {
        return Math.max(BATCH, lessons / (lessons < YOUNG ? BATCHES_WHEN_YOUNG : BATCHES_WHEN_OLD));
    }

    private void tryOut(long lastOfBatch, boolean canBeHeld, ToDoubleFunction<Example> logit) {
        double now = panel.loss(logit);
        if (canBeHeld && panel.isTelling() && loss != UNKNOWN && now > loss + WORSE) {
            hold = new Hold(firstOfBatch, lastOfBatch, 0, 0);
            agreed.clear();
            return;
        }
        double risen = loss == UNKNOWN ? now : loss + RISES * Math.max(0, now - loss);
        double old = Math.min(now, risen);
        agreed.forEach(panel::add);
        agreed.clear();
        // What was just agreed on is not what it was before: only the part that the batch moved is.
        loss = Math.max(0, panel.loss(logit) - (now - old));
    }

    /** Takes a lesson that cannot be learned now; the first of too many lapses. */
    void await(Taught lesson) {
        waiting.addLast(lesson);
        inBatch++;
        if (waiting.size() > MOST_WAITING && hold != null) {
            waiting.removeFirst();
            hold = hold.with(0, hold.lapsed() + 1);
        }
    }

    /**
     * Whether a challenger is to be tried with those that wait.
     *
     * @param weighing of the lesson that came last
     */
    boolean isTrialDue(Weighing weighing) {
        return hold != null && inBatch >= lessonsToTrial(waiting.size() + hold.lapsed(), weighing);
    }

    /** A trial takes as long as a thousand lessons, so the longer learning is held, the rarer they are. */
    static long lessonsToTrial(long sinceHeld, Weighing weighing) {
        return weighing.isHeldBySurprise() ? Math.max(BATCH, sinceHeld / TRIALS_RARER) : BATCH;
    }

    /** Those that wait, in the order in which they came. */
    List<Taught> waiting() {
        return List.copyOf(waiting);
    }

    /** Ends the hold if a challenger that has learned what waits is no worse than the model was before it. */
    boolean isReleasedBy(ToDoubleFunction<Example> challenger) {
        inBatch = 0;
        if (panel.loss(challenger) > loss + WELL) {
            return false;
        }
        hold = null;
        waiting.clear();
        return true;
    }

    /** @param isFollowed whether more comes after it, and so nothing may be left out at the end */
    void write(DataOutputStream out, boolean isFollowed) throws IOException {
        panel.write(out);
        LessonBytes.write(agreed, out);
        LessonBytes.write(waiting, out);
        out.writeDouble(loss);
        out.writeLong(firstOfBatch);
        out.writeLong(inBatch);
        Hold.write(hold, out);
        if (isFollowed || !surprise.isEmpty()) {
            surprise.write(out);
        }
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static Watch read(DataInputStream in) throws IOException {
        Watch watch = new Watch();
        watch.panel = Panel.read(in);
        watch.agreed.addAll(LessonBytes.read(in, MOST_WAITING));
        watch.waiting.addAll(LessonBytes.read(in, MOST_WAITING));
        watch.loss = in.readDouble();
        watch.firstOfBatch = in.readLong();
        watch.inBatch = in.readLong();
        watch.hold = Hold.read(in);
        // Not in the models of logs of before it was counted.
        if (in.available() > 0) {
            watch.surprise = Surprise.read(in);
        }
        return watch;
    }
}

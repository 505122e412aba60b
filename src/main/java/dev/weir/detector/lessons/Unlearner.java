package dev.weir.detector.lessons;

import dev.weir.detector.ModelOperations;
import dev.weir.detector.RefusedException;
import dev.weir.fold.EventLog;
import dev.weir.fold.Ledger;
import dev.weir.fold.LiveModel;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelFold;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.Replayed;
import dev.weir.fold.Selection;
import dev.weir.fold.World;
import dev.weir.model.ModelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Takes lessons back, on every instance, and proves that they are gone. */
public final class Unlearner {
    /** A long log takes a while to tell again. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final LiveModel live;
    private final EventLog log;
    private final ModelOperations models;

    Unlearner(LiveModel live, EventLog log, ModelOperations models) {
        this.live = live;
        this.log = log;
        this.models = models;
    }

    /**
     * What an unlearning would do now.
     *
     * @param plan in figures
     * @param before the model as it is
     * @param after the model as it would be
     */
    public record Preview(UnlearningPlan plan, ModelState before, ModelState after) {}

    /** @throws RefusedException if there is no such lesson that still counts */
    public Preview preview(LessonChoice choice) {
        ModelFold fold = live.fold();
        Ledger ledger = fold.ledger();
        long version = fold.nextOffset();
        TaughtLessons found = find(choice, version, ledger);
        List<Selection> unlearned =
                new ArrayList<>(ledger.worldAt(Long.MAX_VALUE).unlearned());
        unlearned.add(found.selection());
        ModelState before = fold.stateAt(version);
        ModelState after = fold.stateIn(new World(unlearned), version, ledger);
        return new Preview(
                new UnlearningPlan(
                        found.count(),
                        found.ofAnalysts(),
                        found.selection().from(),
                        found.selection().to() - 1,
                        version,
                        before.digest(),
                        after.digest()),
                before,
                after);
    }

    /**
     * Unlearns through the log, waits until this instance has, and checks the result against a second replay.
     *
     * @throws RefusedException if there is no such lesson that still counts
     */
    public UnlearningReceipt unlearn(LessonChoice choice, String by) {
        ModelFold fold = live.fold();
        TaughtLessons found = find(choice, fold.nextOffset(), fold.ledger());
        return receipt(new ModelEvent.Unlearn(found.selection(), by));
    }

    /**
     * Makes the lessons of an unlearning count again.
     *
     * @throws RefusedException if there is no such unlearning, or it was taken back before
     */
    public UnlearningReceipt takeBack(long unlearning, String by) {
        if (!live.fold().ledger().isUnlearned(unlearning)) {
            throw new RefusedException("there is no unlearning " + unlearning + " to take back: the receipt names it");
        }
        return receipt(new ModelEvent.Relearn(unlearning, by));
    }

    private TaughtLessons find(LessonChoice choice, long version, Ledger ledger) {
        TaughtLessons found = TaughtLessons.find(log, choice.upTo(version), ledger.worldAt(Long.MAX_VALUE));
        if (found.count() == 0) {
            throw new RefusedException("no lesson that still counts is meant by that");
        }
        return found;
    }

    /** The fold tells the log again, and the second replay does so at the same time: each takes a processor. */
    private UnlearningReceipt receipt(ModelEvent event) {
        ModelSnapshot earlier = live.snapshot();
        long version = models.write(event);
        FutureTask<Replayed> second = new FutureTask<>(() -> LogReplay.upTo(log, version));
        Thread replay = new Thread(second, "weir-second-replay");
        replay.setDaemon(true);
        replay.start();
        models.await(version, PATIENCE);
        ModelFold fold = live.fold();
        ModelState before = earlier.version() == version - 1 ? earlier.state() : fold.stateAt(version - 1);
        ModelState after = fold.stateAt(version);
        Replayed replayed = finished(second);
        return new UnlearningReceipt(
                version - 1,
                version,
                after.lessons(),
                before.digest(),
                after.digest(),
                replayed.state().digest().equals(after.digest()),
                replayed.events());
    }

    private static Replayed finished(FutureTask<Replayed> replay) {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the second replay failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the second replay was interrupted", e);
        }
    }
}

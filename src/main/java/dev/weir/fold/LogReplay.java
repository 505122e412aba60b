package dev.weir.fold;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log in memory. A first reading finds which versions are rolled back to, so that the others keep those on the
 * way. Between two unlearnings the model is one of a world of its own; a world is read again only if something in its time was
 * decided by what its model was, and the newest is read to the end. So a log without unlearnings takes two readings.
 */
public final class LogReplay {
    private static final ModelSnapshot START = new ModelSnapshot(0, Untrained.STATE, Ledger.EMPTY);

    private final EventLog log;
    private final NavigableSet<Long> targets = new TreeSet<>();
    private final NavigableSet<Long> decisions = new TreeSet<>();
    private final List<Turn> turns = new ArrayList<>();

    /** An event after which the model is of another world. */
    private record Turn(long offset, ModelEvent event) {}

    private LogReplay(EventLog log) {
        this.log = log;
    }

    /**
     * Folds the log alone, from the untrained model. This is what the model is, by definition.
     *
     * @throws IllegalStateException if the log cannot be read from its start
     */
    public static Replayed upTo(EventLog log, long version) {
        LogReplay replay = new LogReplay(log);
        log.read(0, version, (offset, at, key, value) -> replay.note(offset, key, value));
        return replay.run(version);
    }

    /**
     * Tells the log again in a world, from a model of that world on.
     *
     * @param ledger what was decided up to the version
     * @param archive gives models of that world before the base, for rollbacks that lead there
     * @return empty if one is needed that it lacks
     */
    static Optional<ModelState> retold(
            ModelSnapshot base,
            EventLog log,
            long version,
            World world,
            Ledger ledger,
            LongFunction<Optional<ModelState>> archive) {
        try {
            return Optional.of(retelling(base, version, world, ledger, archive)
                    .upTo(log, version)
                    .state());
        } catch (Telling.OutOfReachException e) {
            return Optional.empty();
        }
    }

    /** Tells the log again in a world, from its start. */
    static ModelState retold(EventLog log, long version, World world, Ledger ledger) {
        return retelling(version, world, ledger).upTo(log, version).state();
    }

    /**
     * Tells the log again from its start, as it was decided and less what was unlearned by the version.
     *
     * @param ledger of that version or a later one
     * @param witness sees what makes the model
     * @return the model at that version
     * @throws IllegalStateException if the log cannot be read from its start
     */
    public static ModelState witnessed(EventLog log, long version, Ledger ledger, Telling.Witness witness) {
        return retelling(version, ledger.worldAt(version), ledger)
                .watchedBy(witness)
                .upTo(log, version)
                .state();
    }

    private static Telling retelling(long version, World world, Ledger ledger) {
        return retelling(START, version, world, ledger, earlier -> Optional.empty());
    }

    private static Telling retelling(
            ModelSnapshot base, long version, World world, Ledger ledger, LongFunction<Optional<ModelState>> archive) {
        return new Telling(
                base,
                world,
                ledger,
                version,
                ledger.rollBacks().headMap(version).values(),
                archive);
    }

    private void note(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        if (!FoldingModel.isDecision(key)) {
            return;
        }
        try {
            ModelEvent event = FoldingModel.decode(key, value);
            if (event instanceof ModelEvent.RollBack rollBack) {
                targets.add(rollBack.toVersion());
                decisions.add(offset);
            } else if (event instanceof ModelEvent.Unlearn || event instanceof ModelEvent.Relearn) {
                turns.add(new Turn(offset, event));
            } else if (event instanceof ModelEvent.Install install && install.onlyIfUntrained()) {
                decisions.add(offset);
            }
        } catch (RefusedEventException e) {
            return;
        }
    }

    private Replayed run(long version) {
        Ledger ledger = Ledger.EMPTY;
        long decidedUpTo = 0;
        for (Turn turn : turns) {
            Long last = decisions.lower(turn.offset());
            if (last != null && last >= decidedUpTo) {
                ledger = telling(ledger, decidedUpTo).upTo(log, last + 1).ledger();
            }
            Ledger turned = turned(ledger, turn);
            if (turned != null) {
                ledger = turned;
                decidedUpTo = turn.offset() + 1;
            }
        }
        return telling(ledger, decidedUpTo).upTo(log, version);
    }

    /** Null if it is set aside, here as it was live. */
    private static @Nullable Ledger turned(Ledger ledger, Turn turn) {
        try {
            return FoldingModel.turned(ledger, turn.offset(), turn.event());
        } catch (RefusedEventException e) {
            return null;
        }
    }

    private Telling telling(Ledger ledger, long decidedUpTo) {
        return new Telling(
                START, ledger.worldAt(Long.MAX_VALUE), ledger, decidedUpTo, targets, earlier -> Optional.empty());
    }
}

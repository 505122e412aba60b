package dev.weir.fold;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folds an interval of the log in memory. A first pass finds which versions are rolled back to, so that the second keeps those
 * on the way: two passes, however many rollbacks there are and wherever they lead.
 */
final class LogReplay {
    private final EventLog log;
    private final ModelSnapshot base;
    private final long upTo;
    private final LongFunction<Optional<ModelState>> beforeBase;
    private final NavigableSet<Long> wanted = new TreeSet<>();
    private final Map<Long, ModelState> kept = new HashMap<>();
    private long events;

    private LogReplay(ModelSnapshot base, EventLog log, long upTo, LongFunction<Optional<ModelState>> beforeBase) {
        this.base = base;
        this.log = log;
        this.upTo = upTo;
        this.beforeBase = beforeBase;
    }

    /** Folds the log alone, from the untrained model. This is what the model is, by definition. */
    static Replayed upTo(EventLog log, long version) {
        return new LogReplay(new ModelSnapshot(0, Untrained.STATE), log, version, earlier -> Optional.empty()).run();
    }

    /**
     * Folds on from a checkpoint.
     *
     * @param archive gives checkpoints before the base, for rollbacks that lead there
     * @return empty if it lacks one that is needed
     */
    static Optional<ModelState> from(
            ModelSnapshot base, EventLog log, long version, LongFunction<Optional<ModelState>> archive) {
        try {
            return Optional.of(new LogReplay(base, log, version, archive).run().state());
        } catch (OutOfReachException e) {
            return Optional.empty();
        }
    }

    private Replayed run() {
        log.read(base.version(), upTo, (offset, at, key, value) -> want(key, value));
        try (FoldingModel model = new FoldingModel(base.state(), this::agreed)) {
            log.read(base.version(), upTo, (offset, at, key, value) -> {
                keepUpTo(offset, model);
                events++;
                try {
                    model.apply(offset, key, value);
                } catch (RefusedEventException e) {
                    // Set aside here as it was live; whoever folded it live has reported it.
                    return;
                }
            });
            return new Replayed(new ModelSnapshot(upTo, model.state()), events);
        }
    }

    private void want(byte @Nullable [] key, byte @Nullable [] value) {
        if (!FoldingModel.isRollBack(key) || value == null) {
            return;
        }
        try {
            if (ModelEventCodec.decode(value) instanceof ModelEvent.RollBack rollBack
                    && rollBack.toVersion() >= base.version()) {
                wanted.add(rollBack.toVersion());
            }
        } catch (MalformedEventException e) {
            return;
        }
    }

    private void keepUpTo(long offset, FoldingModel model) {
        while (!wanted.isEmpty() && wanted.first() <= offset) {
            kept.put(wanted.pollFirst(), model.state());
        }
    }

    private Optional<ModelState> agreed(long version, String digest) {
        if (version >= base.version()) {
            return Optional.ofNullable(kept.get(version))
                    .filter(state -> state.digest().equals(digest));
        }
        Optional<ModelState> earlier =
                beforeBase.apply(version).filter(state -> state.digest().equals(digest));
        if (earlier.isEmpty()) {
            throw new OutOfReachException();
        }
        return earlier;
    }

    /** The archive cannot say whether a rollback holds; only the whole log can. */
    private static final class OutOfReachException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}

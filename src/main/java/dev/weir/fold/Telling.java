package dev.weir.fold;

import dev.weir.model.ModelState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Folds the log once more, from a model on, in one world. Events that the ledger covers are carried out as it says; later ones are
 * decided here.
 */
public final class Telling {
    private final ModelSnapshot base;
    private final World world;
    private final Ledger ledger;
    private final long decidedUpTo;
    private final NavigableSet<Long> wanted;
    private final LongFunction<Optional<ModelState>> beforeBase;
    private final Map<Long, ModelState> kept = new HashMap<>();
    private Witness witness = new Witness() {};

    /** Sees what makes the model, and may ask the model about examples meanwhile. */
    public interface Witness {
        /** The model is what it was before the first event. */
        default void began(FoldingModel model) {}

        /** A lesson was learned. */
        default void learned(long offset, Instant at, Lesson lesson, FoldingModel model) {}

        /** The model is at a version that is gone back to later. */
        default void passed(long version) {}

        /** The model went back to a version. */
        default void wentBack(long version, FoldingModel model) {}

        /** The model became one that was trained elsewhere. */
        default void installed(FoldingModel model) {}
    }

    /**
     * @param decidedUpTo version up to which the ledger says what became of events
     * @param targets versions that are gone back to
     * @param beforeBase gives models of the same world before the base, for rollbacks that lead there
     */
    Telling(
            ModelSnapshot base,
            World world,
            Ledger ledger,
            long decidedUpTo,
            Collection<Long> targets,
            LongFunction<Optional<ModelState>> beforeBase) {
        this.base = base;
        this.world = world;
        this.ledger = ledger;
        this.decidedUpTo = decidedUpTo;
        this.wanted = new TreeSet<>(targets);
        this.wanted.headSet(base.version(), false).clear();
        this.beforeBase = beforeBase;
    }

    Telling watchedBy(Witness seeing) {
        witness = seeing;
        return this;
    }

    /** @throws OutOfReachException if a model before the base is needed, and is not there */
    Replayed upTo(EventLog log, long version) {
        ModelSnapshot start = new ModelSnapshot(base.version(), base.state(), ledger);
        long[] events = new long[1];
        try (FoldingModel model = new FoldingModel(start, new ToldHistory())) {
            witness.began(model);
            ReadAhead.read(log, base.version(), version, record -> {
                keepUpTo(record.offset(), model);
                events[0]++;
                try {
                    tell(model, record);
                } catch (RefusedEventException e) {
                    // Set aside here as it was live; whoever folded it live has reported it.
                    return;
                }
            });
            return new Replayed(new ModelSnapshot(version, model.state(), model.knownLedger()), events[0]);
        }
    }

    private void tell(FoldingModel model, ReadAhead.Decoded record) throws RefusedEventException {
        long offset = record.offset();
        if (offset >= decidedUpTo) {
            model.apply(offset, record.at(), record);
            return;
        }
        ModelEvent event = record.event();
        Instant at = record.at();
        if (event instanceof ModelEvent.Learn learn) {
            if (!world.lacks(offset, at, learn.lesson())) {
                model.learn(offset, at, learn);
                witness.learned(offset, at, learn.lesson(), model);
            }
        } else if (event instanceof ModelEvent.RollBack) {
            Long target = ledger.rollBacks().get(offset);
            if (target != null) {
                model.become(at(target));
                witness.wentBack(target, model);
            }
        } else if (event instanceof ModelEvent.Install install
                && !ledger.refused().contains(offset)) {
            model.install(install);
            witness.installed(model);
        }
    }

    private void keepUpTo(long offset, FoldingModel model) {
        while (!wanted.isEmpty() && wanted.first() <= offset) {
            witness.passed(wanted.first());
            kept.put(wanted.pollFirst(), model.state());
        }
    }

    private ModelState at(long version) {
        ModelState here = kept.get(version);
        return here != null ? here : beforeBase.apply(version).orElseThrow(OutOfReachException::new);
    }

    /** The history of a telling: it remembers the models that are gone back to. What is unlearned was decided before. */
    private final class ToldHistory implements History {
        @Override
        public List<Supplier<Optional<ModelState>>> sources(long version, Present now) {
            return List.of(() -> Optional.of(at(version)));
        }

        @Override
        public ModelState retold(long version, Ledger turned) {
            throw new IllegalStateException("a telling does not unlearn");
        }

        @Override
        public Ledger ledger(long version) {
            throw new IllegalStateException("a telling does not unlearn");
        }
    }

    /** The archive lacks a model that is needed; only the whole log has it. */
    static final class OutOfReachException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}

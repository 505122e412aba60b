package dev.weir.fold;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.fold.trust.Hold;
import dev.weir.fold.trust.Quorum;
import dev.weir.model.Arithmetic;
import dev.weir.model.ModelState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Folds the model log into the live model, and saves it. Each record is applied exactly once, since the model and
 * the offset of the next record are saved together, and whatever lies before that offset is skipped.
 *
 * <p>Thread-safe: one thread applies, others may ask at any time. Nothing here is on the path of a flow: publish a
 * {@link #serve served model} there, which takes a quarter of a millisecond for each lesson since the last one. A
 * {@link #snapshot} of a model whose weights are all in use takes 0.2 s after a lesson.
 */
public final class ModelFold implements AutoCloseable {
    /**
     * How many times as many lessons lie between two saves while the fold catches up: then saving takes a tenth of the
     * time.
     */
    private static final long RARER = 50;

    private final ModelArchive archive;
    private final FoldSettings settings;
    private final FoldListener listener;
    private final ArchivedHistory history;
    private final FoldingModel model;
    private volatile long nextOffset;
    private volatile long lessons;
    private volatile Optional<Hold> hold;
    private volatile Quorum quorum;
    private volatile long catchUpVersion;
    private int unsavedLessons;
    private boolean unsaved;
    private boolean broken;

    /**
     * Takes up the newest sound model of the archive; what it passes over goes to the listener.
     *
     * @throws UnsupportedOperationException on anything but Linux x86-64
     */
    public ModelFold(ModelArchive archive, EventLog log, FoldSettings settings, FoldListener listener) {
        this.archive = archive;
        this.settings = settings;
        this.listener = listener;
        this.history = new ArchivedHistory(archive, log, listener::damaged);
        ModelSnapshot start = history.newest();
        this.model = new FoldingModel(start, history);
        this.nextOffset = start.version();
        this.lessons = model.lessons();
        this.hold = model.hold();
        this.quorum = model.quorum();
    }

    /** The model version: offset of the next event; every lower one is in the model. Does not wait for the fold. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Why learning is held; empty while lessons are learned. Does not wait for the fold. */
    public Optional<Hold> hold() {
        return hold;
    }

    /** How lessons fared that would move much, and so wait for a second teacher. Does not wait for the fold. */
    public Quorum quorum() {
        return quorum;
    }

    /** Lessons in the model. Does not wait for the fold. */
    public long lessons() {
        return lessons;
    }

    /**
     * Says how far the log reaches already. Up to there the live model is saved, and automatic checkpoints are taken,
     * {@value #RARER} times less often: what is in the log can be learned again sooner than a model is written. The
     * model is the same.
     *
     * @param version offset after the last record
     */
    public void catchUpTo(long version) {
        catchUpVersion = version;
    }

    /** Says that all that was in the log is learned: from here on it saves as usual. */
    public void caughtUp() {
        catchUpVersion = 0;
    }

    /** Whether it is still learning what was in the log already. Does not wait for the fold. */
    public boolean isCatchingUp() {
        return nextOffset < catchUpVersion;
    }

    /**
     * Applies a record of the log, unless it was applied before. Records come in order of offset, with gaps where the
     * log has no record. An exception is no judgement on the record: the fold must then be closed, and taken up anew
     * from the archive.
     *
     * @param at the record's time
     * @throws DivergenceException if this instance cannot tell what its peers make of the record
     * @throws IllegalStateException if the archive cannot be written, or an earlier call failed
     */
    public synchronized Outcome apply(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {
        if (offset < nextOffset) {
            return Outcome.SKIPPED;
        }
        requireSound();
        broken = true;
        Outcome outcome = applyNew(offset, at, key, value);
        broken = false;
        return outcome;
    }

    private Outcome applyNew(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {
        Optional<ModelEvent> event = Optional.empty();
        try {
            event = Optional.of(requireFreeName(offset + 1, model.apply(offset, at, key, value)));
        } catch (RefusedEventException e) {
            requireSure(e);
            listener.refused(offset, e.reason(), String.valueOf(e.getMessage()));
        }
        nextOffset = offset + 1;
        lessons = model.lessons();
        hold = model.hold();
        quorum = model.quorum();
        unsaved = true;
        event.ifPresent(applied -> store(applied, at));
        listener.changed(nextOffset);
        return event.isPresent() ? Outcome.APPLIED : Outcome.REFUSED;
    }

    /**
     * The first of a name keeps it: who rolls back to a name must get the model that was given it. What the model is does not
     * depend on names.
     */
    private ModelEvent requireFreeName(long version, ModelEvent event) throws RefusedEventException {
        if (event instanceof ModelEvent.TakeCheckpoint checkpoint) {
            OptionalLong first = archive.versionOf(checkpoint.name());
            if (first.isPresent() && first.getAsLong() < version) {
                throw new RefusedEventException(
                        RefusalReason.NAME_TAKEN,
                        "checkpoint \"" + checkpoint.name() + "\" exists already, at version " + first.getAsLong());
            }
        }
        return event;
    }

    private void store(ModelEvent event, Instant at) {
        boolean lesson = event instanceof ModelEvent.Learn;
        long rarity = isCatchingUp() ? RARER : 1;
        if (event instanceof ModelEvent.Learn learn) {
            listener.learned(learn.lesson().flowId());
        }
        if (event instanceof ModelEvent.TakeCheckpoint checkpoint) {
            archive.saveCheckpoint(currentSnapshot(), checkpoint.name(), at);
        } else if (lesson && lessons % (rarity * settings.checkpointEveryLessons()) == 0) {
            archive.saveCheckpoint(currentSnapshot(), null, at);
        }
        if (!lesson && !(event instanceof ModelEvent.TakeCheckpoint)) {
            listener.turned();
        }
        unsavedLessons += lesson ? 1 : 0;
        if (!lesson || unsavedLessons >= rarity * settings.saveEveryLessons()) {
            saveLive();
        }
    }

    /** The model as it is now. */
    public synchronized ModelSnapshot snapshot() {
        requireSound();
        return currentSnapshot();
    }

    /** What scoring needs of the model as it is now. */
    public synchronized ServedModel serve() {
        requireSound();
        return model.serve(nextOffset);
    }

    /** Saves the live model, so that a restart has nothing to learn again. */
    public synchronized void save() {
        requireSound();
        if (unsaved) {
            saveLive();
        }
    }

    /**
     * The model at any version from 0 to the present one; rebuilt from the log where no checkpoint holds it.
     *
     * @throws IllegalArgumentException if the version lies ahead
     * @throws IllegalStateException if it has to be rebuilt and the log cannot be read
     */
    public ModelState stateAt(long version) {
        Ledger ledger;
        synchronized (this) {
            if (version < 0 || version > nextOffset) {
                throw new IllegalArgumentException("model version must be 0 to " + nextOffset + ", got " + version);
            }
            if (version == nextOffset) {
                return snapshot().state();
            }
            ledger = model.ledger();
        }
        return history.at(version, ledger);
    }

    /**
     * What was decided so far. Takes a replay of the whole log where an older Weir saved the model that this fold went on from.
     *
     * @throws IllegalStateException if the log cannot be read
     */
    public Ledger ledger() {
        Ledger known;
        long version;
        synchronized (this) {
            requireSound();
            known = model.ledger();
            version = nextOffset;
        }
        return known != null ? known : history.ledger(version);
    }

    /** The same, or null if nothing was ever unlearned, which is known at once. */
    public synchronized @Nullable Ledger ledgerIfUnlearned() {
        Ledger known = model.ledger();
        return known == null || known.unlearnings().isEmpty() ? null : known;
    }

    /**
     * The model at a version as it would be in a world, by what was decided; rebuilt from the log.
     *
     * @param ledger of that version or a later one
     * @throws IllegalStateException if the log cannot be read
     */
    public ModelState stateIn(World world, long version, Ledger ledger) {
        return history.retold(version, world, ledger);
    }

    /** What changed between two versions: the 20 largest changes, named by the encoder. */
    public ModelDifference difference(long fromVersion, long toVersion, FeatureEncoder names) {
        ModelState fromState = stateAt(fromVersion);
        ModelState toState = stateAt(toVersion);
        return new ModelDifference(
                fromVersion,
                toVersion,
                toState.lessons() - fromState.lessons(),
                ModelDifference.changes(fromState, toState, names));
    }

    /** Saves the live model, unless the fold broke, and frees the native memory. The archive stays open. */
    @Override
    public synchronized void close() {
        try {
            if (unsaved && !broken) {
                saveLive();
            }
        } finally {
            broken = true;
            model.close();
        }
    }

    /** A machine that reckons otherwise than its peers cannot know whether they carry a rollback out. */
    private static void requireSure(RefusedEventException refused) {
        if (refused.reason() == RefusalReason.ROLLBACK_DIGEST && !Arithmetic.isReference()) {
            throw new DivergenceException(
                    refused.getMessage()
                            + " on this machine, and its arithmetic differs from the reference: run Weir on"
                            + " the same kind of machine as its peers",
                    refused);
        }
    }

    private ModelSnapshot currentSnapshot() {
        return new ModelSnapshot(nextOffset, model.state(), model.ledger());
    }

    private void saveLive() {
        archive.saveLive(currentSnapshot());
        unsaved = false;
        unsavedLessons = 0;
    }

    private void requireSound() {
        if (broken) {
            throw new IllegalStateException(
                    "the model fold is closed or failed earlier; take it up anew from the archive");
        }
    }
}

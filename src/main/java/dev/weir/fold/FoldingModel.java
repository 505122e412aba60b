package dev.weir.fold;

import dev.weir.encoding.Example;
import dev.weir.fold.trust.CarefulModel;
import dev.weir.fold.trust.Hold;
import dev.weir.fold.trust.Quorum;
import dev.weir.fold.trust.Taught;
import dev.weir.model.DamagedModelException;
import dev.weir.model.LearnerBytes;
import dev.weir.model.ModelState;
import dev.weir.model.TaughtLogit;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies model events to a model. This is the one place that says what an event does, for the live fold and for every rebuild.
 * Not thread-safe.
 */
public final class FoldingModel implements History.Present, AutoCloseable {
    private static final Map<String, byte[]> KEYS = Map.of(
            EventForm.LESSON, key(EventForm.LESSON),
            EventForm.CHECKPOINT, key(EventForm.CHECKPOINT),
            EventForm.ROLLBACK, key(EventForm.ROLLBACK),
            EventForm.INSTALL, key(EventForm.INSTALL),
            EventForm.UNLEARN, key(EventForm.UNLEARN),
            EventForm.RELEARN, key(EventForm.RELEARN));

    private final History history;
    private long version;
    private @Nullable Ledger ledger;
    private CarefulModel model;

    /** @param history gives earlier models, for rollbacks and unlearnings */
    FoldingModel(ModelSnapshot start, History history) {
        this.version = start.version();
        this.model = CarefulModel.load(start.state());
        this.ledger = start.ledger();
        this.history = history;
    }

    /**
     * Applies one record.
     *
     * @return the event that it was
     * @throws RefusedEventException if it is to be set aside; the model is as before
     */
    ModelEvent apply(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value)
            throws RefusedEventException {
        return apply(offset, at, () -> decode(key, value));
    }

    /** The same of a record that may have been decoded before. */
    ModelEvent apply(long offset, Instant at, EventRecord record) throws RefusedEventException {
        try {
            ModelEvent event = record.event();
            carryOut(offset, at, event);
            return event;
        } finally {
            version = offset + 1;
        }
    }

    /** What a record of the log is. */
    interface EventRecord {
        /** @throws RefusedEventException if it is no event */
        ModelEvent event() throws RefusedEventException;
    }

    private void carryOut(long offset, Instant at, ModelEvent event) throws RefusedEventException {
        if (event instanceof ModelEvent.Learn learn) {
            learn(offset, at, learn);
        } else if (event instanceof ModelEvent.RollBack rollBack) {
            rollBack(offset, rollBack);
        } else if (event instanceof ModelEvent.Install install) {
            requireUntrained(offset, install);
            install(install);
        } else if (event instanceof ModelEvent.Unlearn || event instanceof ModelEvent.Relearn) {
            Ledger turned = turned(ledger == null ? history.ledger(offset) : ledger, offset, event);
            become(history.retold(offset, turned));
            ledger = turned;
        }
    }

    /** Whether the key is one of an event that is more than a lesson or a name; the value may yet turn out to be none. */
    static boolean isDecision(byte @Nullable [] key) {
        return key != null
                && !Arrays.equals(key, KEYS.get(EventForm.LESSON))
                && !Arrays.equals(key, KEYS.get(EventForm.CHECKPOINT));
    }

    /**
     * What is decided after an unlearning, or the taking back of one.
     *
     * @throws RefusedEventException if it is to be set aside; that follows from the ledger and the event alone
     */
    static Ledger turned(Ledger ledger, long offset, ModelEvent event) throws RefusedEventException {
        if (event instanceof ModelEvent.Unlearn unlearn) {
            Selection lessons = unlearn.lessons();
            boolean isOpen = lessons.to() == Selection.OPEN;
            if (isOpen ? lessons.from() >= offset : lessons.to() > offset) {
                throw new RefusedEventException(
                        RefusalReason.UNLEARN_AHEAD,
                        "unlearning of lessons from offset " + lessons.from()
                                + (isOpen ? "" : " up to offset " + lessons.to()) + " at offset " + offset);
            }
            return ledger.withUnlearning(offset, isOpen ? lessons.within(0, offset) : lessons);
        }
        long unlearning = event instanceof ModelEvent.Relearn relearn ? relearn.unlearning() : -1;
        if (!ledger.isUnlearned(unlearning)) {
            throw new RefusedEventException(
                    RefusalReason.NO_UNLEARNING, "there is no unlearning at offset " + unlearning + " to take back");
        }
        return ledger.withTakenBack(unlearning, offset);
    }

    void learn(long offset, Instant at, ModelEvent.Learn learn) {
        Lesson lesson = learn.lesson();
        model.learn(new Taught(
                offset,
                at.toEpochMilli(),
                lesson.analyst(),
                learn.weighing(),
                lesson.packed(),
                lesson.example(),
                lesson.verdict(),
                learn.teachesCategory() ? lesson.category() : null,
                lesson.correction(),
                learn.calibrates()));
    }

    @Override
    public ModelState state() {
        return model.save();
    }

    @Override
    public long version() {
        return version;
    }

    /** What lessons here, without the prior, make of an example. Cheap after few lessons. */
    public TaughtLogit taughtLogit(Example example) {
        return model.model().taughtLogit(example);
    }

    @Override
    public @Nullable Ledger ledger() {
        return ledger;
    }

    /** The same, where the start knew. */
    Ledger knownLedger() {
        return Objects.requireNonNull(ledger);
    }

    /** Why learning is held; empty while it is not. */
    Optional<Hold> hold() {
        return model.hold();
    }

    /** How lessons fared that would move much. */
    Quorum quorum() {
        return model.quorum();
    }

    ServedModel serve(long version) {
        VowpalWabbitModel now = model.model();
        return new ServedModel(
                version, now.lessons(), now.weights(), now.categories(), model.sources(), model.calibration());
    }

    long lessons() {
        return model.model().lessons();
    }

    @Override
    public void close() {
        model.close();
    }

    static ModelEvent decode(byte @Nullable [] key, byte @Nullable [] value) throws RefusedEventException {
        if (key == null || value == null) {
            throw new RefusedEventException(RefusalReason.WRONG_KEY, "a model event must have a key and a value");
        }
        ModelEvent event;
        try {
            event = ModelEventCodec.decode(value);
        } catch (MalformedEventException e) {
            throw new RefusedEventException(RefusalReason.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!Arrays.equals(key, KEYS.get(ModelEventCodec.kind(event)))) {
            throw new RefusedEventException(
                    RefusalReason.WRONG_KEY,
                    "the key of a model event must be its kind " + ModelEventCodec.kind(event));
        }
        return event;
    }

    private void rollBack(long offset, ModelEvent.RollBack event) throws RefusedEventException {
        if (event.toVersion() > offset) {
            throw new RefusedEventException(
                    RefusalReason.ROLLBACK_AHEAD,
                    "rollback to version " + event.toVersion() + " at offset " + offset + ", which is before it");
        }
        Optional<ModelState> target = history.agreed(event.toVersion(), event.toDigest(), this);
        if (target.isEmpty()) {
            ledger = ledger == null ? null : ledger.withRefused(offset);
            throw new RefusedEventException(
                    RefusalReason.ROLLBACK_DIGEST,
                    "the model at version " + event.toVersion() + " has not the digest " + event.toDigest());
        }
        become(target.get());
        ledger = ledger == null ? null : ledger.withRollBack(offset, event.toVersion());
    }

    private void requireUntrained(long offset, ModelEvent.Install event) throws RefusedEventException {
        if (event.onlyIfUntrained() && !model.save().digest().equals(Untrained.STATE.digest())) {
            ledger = ledger == null ? null : ledger.withRefused(offset);
            throw new RefusedEventException(
                    RefusalReason.NOT_UNTRAINED, "a baseline for an untrained model, and the model is another by now");
        }
    }

    void install(ModelEvent.Install event) throws RefusedEventException {
        try {
            // The command that sent it has looked, but whoever may write to the topic need not have come that way.
            LearnerBytes.requireSafe(event.state());
            become(event.state());
        } catch (DamagedModelException e) {
            throw new RefusedEventException(RefusalReason.UNUSABLE_MODEL, String.valueOf(e.getMessage()));
        }
    }

    void become(ModelState state) {
        CarefulModel next = CarefulModel.load(state);
        model.close();
        model = next;
    }

    private static byte[] key(String kind) {
        return kind.getBytes(StandardCharsets.UTF_8);
    }
}

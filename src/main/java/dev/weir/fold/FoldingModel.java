package dev.weir.fold;

import dev.weir.model.DamagedModelException;
import dev.weir.model.LearnerBytes;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model and what each event does to it: the one place that says so, for the live fold and for every rebuild. Not
 * thread-safe.
 */
public final class FoldingModel implements AutoCloseable {
    private static final Map<String, byte[]> KEYS = Map.of(
            ModelEventCodec.LESSON, key(ModelEventCodec.LESSON),
            EventForm.CHECKPOINT, key(EventForm.CHECKPOINT),
            EventForm.ROLLBACK, key(EventForm.ROLLBACK),
            EventForm.INSTALL, key(EventForm.INSTALL));

    private final Past past;
    private VowpalWabbitModel model;

    /** Knows earlier models, for rollbacks. */
    public interface Past {
        /** The model at a version, if it has the digest; empty if the log gave another one there. */
        Optional<ModelState> agreed(long version, String digest);
    }

    public FoldingModel(ModelState start, Past past) {
        this.model = VowpalWabbitModel.loadToLearn(start);
        this.past = past;
    }

    /**
     * Applies one record.
     *
     * @return the event that it was
     * @throws RefusedEventException if it is to be set aside; the model is as before
     */
    public ModelEvent apply(long offset, byte @Nullable [] key, byte @Nullable [] value) throws RefusedEventException {
        ModelEvent event = decode(key, value);
        if (event instanceof ModelEvent.Learn learn) {
            Lesson lesson = learn.lesson();
            model.teach(lesson.example(), lesson.verdict(), lesson.correction());
            if (learn.teachesCategory() && lesson.category() != null) {
                model.learnCategory(lesson.example(), lesson.category());
            }
        } else if (event instanceof ModelEvent.RollBack rollBack) {
            rollBack(offset, rollBack);
        } else if (event instanceof ModelEvent.Install install) {
            install(install);
        }
        return event;
    }

    /** Whether the key says so; the value may yet turn out to be none. */
    static boolean isRollBack(byte @Nullable [] key) {
        return Arrays.equals(key, KEYS.get(EventForm.ROLLBACK));
    }

    public ModelState state() {
        return model.save();
    }

    ServedModel serve(long version) {
        return new ServedModel(version, model.lessons(), model.weights(), model.categories());
    }

    long lessons() {
        return model.lessons();
    }

    @Override
    public void close() {
        model.close();
    }

    private static ModelEvent decode(byte @Nullable [] key, byte @Nullable [] value) throws RefusedEventException {
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
        Optional<ModelState> target = past.agreed(event.toVersion(), event.toDigest());
        if (target.isEmpty()) {
            throw new RefusedEventException(
                    RefusalReason.ROLLBACK_DIGEST,
                    "the model at version " + event.toVersion() + " has not the digest " + event.toDigest());
        }
        become(target.get());
    }

    private void install(ModelEvent.Install event) throws RefusedEventException {
        if (event.onlyIfUntrained() && !model.save().digest().equals(Untrained.STATE.digest())) {
            throw new RefusedEventException(
                    RefusalReason.NOT_UNTRAINED, "a baseline for an untrained model, and the model is another by now");
        }
        try {
            // The command that sent it has looked, but whoever may write to the topic need not have come that way.
            LearnerBytes.requireSafe(event.state());
            become(event.state());
        } catch (DamagedModelException e) {
            throw new RefusedEventException(RefusalReason.UNUSABLE_MODEL, String.valueOf(e.getMessage()));
        }
    }

    private void become(ModelState state) {
        VowpalWabbitModel next = VowpalWabbitModel.loadToLearn(state);
        model.close();
        model = next;
    }

    private static byte[] key(String kind) {
        return kind.getBytes(StandardCharsets.UTF_8);
    }
}

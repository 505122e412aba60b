package dev.weir.fold.trust;

import dev.weir.model.DamagedModelException;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A model that weighs each lesson by who gives it. What it knows of teachers is a part of its state, so a rollback, an unlearning or a
 * replay has that as it was, too. Models of old logs, and lessons in them, know no teachers, and all count alike there. Not thread-safe.
 */
public final class CarefulModel implements AutoCloseable {
    /** Below it a lesson does not teach the kind of threat. */
    private static final float LEAST_FOR_CATEGORY = 0.5f;

    private final VowpalWabbitModel model;
    /** Null before the first lesson that is weighed. */
    private @Nullable Teachers teachers;
    private boolean isNoted = true;

    private CarefulModel(VowpalWabbitModel model, @Nullable Teachers teachers) {
        this.model = model;
        this.teachers = teachers;
    }

    /**
     * Goes on from a saved model.
     *
     * @throws DamagedModelException if it is no sound model
     * @throws UnsupportedOperationException on anything but Linux x86-64
     */
    public static CarefulModel load(ModelState state) {
        VowpalWabbitModel model = VowpalWabbitModel.loadToLearn(state);
        try {
            byte[] noted = model.notes();
            return new CarefulModel(model, noted == null ? null : read(noted));
        } catch (DamagedModelException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Learns a lesson.
     *
     * @return the logit of the flow before it
     */
    public double learn(Taught lesson) {
        Teachers weighing = lesson.isWeighed() ? teachers() : null;
        float importance = weighing == null ? 1 : weighing.importance(lesson.teacher(), lesson.atMillis());
        long lessons = model.lessons();
        double logit = model.learn(lesson.example(), lesson.verdict(), lesson.correction(), importance);
        if (weighing != null) {
            weighing.taught(lesson, logit, lessons);
            isNoted = false;
        }
        if (lesson.category() != null && importance >= LEAST_FOR_CATEGORY) {
            model.learnCategory(lesson.example(), lesson.category());
        }
        return logit;
    }

    private @Nullable Teachers teachers() {
        if (teachers == null && model.canHaveNotes()) {
            teachers = new Teachers();
        }
        return teachers;
    }

    /** How much a teacher is believed, above 0 and up to 1. */
    public double trust(String teacher) {
        return teachers == null ? 1 : teachers.trust(teacher);
    }

    /** The model as it is now, for questions; whoever teaches it goes round its teachers. */
    public VowpalWabbitModel model() {
        return model;
    }

    public ModelState save() {
        if (teachers != null && !isNoted) {
            model.note(bytes(teachers));
            isNoted = true;
        }
        return model.save();
    }

    @Override
    public void close() {
        model.close();
    }

    private static byte[] bytes(Teachers teachers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            teachers.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static Teachers read(byte[] noted) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(noted))) {
            return Teachers.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedModelException("what the model knows of teachers is damaged: " + e.getMessage(), e);
        }
    }
}

package dev.weir.fold.trust;

import dev.weir.flow.Listing;
import dev.weir.flow.Verdict;
import dev.weir.fold.calibration.Calibration;
import dev.weir.model.DamagedModelException;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that weighs each lesson by who gives it, and stops learning when lessons make it worse. What it knows of teachers is a part of its state, so a rollback, an unlearning or a
 * replay has that as it was, too. Models of old logs, and lessons in them, know no teachers, and all count alike there. Not thread-safe.
 */
public final class CarefulModel implements AutoCloseable {
    /** Below it a lesson does not teach the kind of threat. */
    private static final float LEAST_FOR_CATEGORY = 0.5f;
    /** Below it a lesson moves too little to wait for a second teacher. */
    private static final float LEAST_TO_WAIT = 0.5f;

    private VowpalWabbitModel model;
    /** Null before the first lesson that is weighed. */
    private @Nullable Teachers teachers;

    private Watch watch = new Watch();
    private SourceRecords sources = new SourceRecords();
    private Calibration calibration = Calibration.NONE;
    private SecondOpinions seconds = new SecondOpinions();
    private boolean isNoted = true;

    private CarefulModel(VowpalWabbitModel model) {
        this.model = model;
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
            CarefulModel careful = new CarefulModel(model);
            byte[] noted = model.notes();
            if (noted != null) {
                careful.read(noted);
            }
            return careful;
        } catch (DamagedModelException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Learns a lesson, or has it wait: while learning is held, or for a second teacher.
     *
     * @return the logit of the flow before it; NaN if it waits for a second teacher, since the model is not asked then
     */
    public double learn(Taught lesson) {
        Teachers weighing = lesson.isWeighed() ? teachers() : null;
        if (weighing == null) {
            return learn(model, lesson, 1);
        }
        isNoted = false;
        sources.taught(lesson);
        float importance = weighing.importance(lesson.teacher(), lesson.atMillis());
        // A correction's flow was learned before, and its first verdict has counted.
        if (lesson.score() != null && !lesson.correction()) {
            calibration = calibration.after(lesson.score(), lesson.verdict() == Verdict.MALICIOUS, importance);
        }
        if (lesson.weighing() != Weighing.SECONDED || weighing.isAlone(lesson.teacher())) {
            return learnOrAwait(lesson, weighing, importance);
        }
        boolean isBorneOut = answer(lesson, weighing);
        Taught heard = seconds.takenBackBy(lesson) && lesson.correction() ? lesson.asFirstWord() : lesson;
        boolean isBold = importance >= LEAST_TO_WAIT && watch.hold() == null;
        if (!isBorneOut && isBold && needsSecond(heard, weighing)) {
            weighing.atOdds(heard);
            watch.awaitsSecond(heard);
            seconds.await(heard);
            return Double.NaN;
        }
        return learnOrAwait(heard, weighing, importance);
    }

    /** Answers lessons that wait for a second teacher; tells whether any was borne out. */
    private boolean answer(Taught lesson, Teachers weighing) {
        if (!seconds.isAwaited() || !weighing.isWitness(lesson.teacher())) {
            return false;
        }
        List<Taught> borneOut = seconds.answeredBy(lesson);
        for (Taught first : borneOut) {
            if (watch.hold() == null) {
                learn(model, first, weighing.importance(first.teacher(), first.atMillis()));
            } else {
                watch.await(first);
            }
        }
        return !borneOut.isEmpty();
    }

    private boolean needsSecond(Taught lesson, Teachers weighing) {
        return watch.wouldMoveMuch(lesson)
                && weighing.hasWitnessBeside(lesson.teacher(), lesson.atMillis())
                && !weighing.isForerun(lesson);
    }

    private double learnOrAwait(Taught lesson, Teachers weighing, float importance) {
        return watch.hold() == null ? learn(lesson, weighing, importance) : await(lesson, weighing);
    }

    private double learn(Taught lesson, Teachers weighing, float importance) {
        long before = model.lessons();
        double logit = learn(model, lesson, importance);
        Judgement judgement = weighing.taught(lesson, logit, before);
        watch.learned(lesson, judgement, model.lessons(), model::logit);
        if (watch.isDoubtful()) {
            doubt(lesson.offset(), weighing);
        }
        return logit;
    }

    /** Asks what a batch would have done had none of it waited for a second teacher. */
    private void doubt(long lastOfBatch, Teachers weighing) {
        List<Taught> ofBatch = seconds.since(watch.firstOfBatch());
        if (!ofBatch.isEmpty()) {
            try (VowpalWabbitModel challenger = challenger(ofBatch, weighing)) {
                watch.holdIfWorse(lastOfBatch, challenger::logit);
            }
        }
    }

    private VowpalWabbitModel challenger(List<Taught> lessons, Teachers weighing) {
        VowpalWabbitModel challenger = VowpalWabbitModel.loadToLearn(model.save());
        for (Taught lesson : lessons) {
            learn(challenger, lesson, weighing.importance(lesson.teacher(), lesson.atMillis()));
        }
        return challenger;
    }

    private double await(Taught lesson, Teachers weighing) {
        double logit = model.logit(lesson.example());
        weighing.taught(lesson, logit, model.lessons());
        watch.await(lesson);
        if (watch.isTrialDue(lesson.weighing())) {
            tryChallenger(weighing);
        }
        return logit;
    }

    private void tryChallenger(Teachers weighing) {
        VowpalWabbitModel challenger = challenger(watch.waiting(), weighing);
        boolean isReleased = watch.isReleasedBy(challenger::logit);
        VowpalWabbitModel loser = isReleased ? model : challenger;
        model = isReleased ? challenger : model;
        loser.close();
    }

    private static double learn(VowpalWabbitModel model, Taught lesson, float importance) {
        double logit = model.learn(lesson.example(), lesson.verdict(), lesson.correction(), importance);
        if (lesson.category() != null && importance >= LEAST_FOR_CATEGORY) {
            model.learnCategory(lesson.example(), lesson.category());
        }
        return logit;
    }

    /** Why and since when learning is held; empty while lessons are learned. */
    public Optional<Hold> hold() {
        return Optional.ofNullable(watch.hold());
    }

    /** How lessons fared that would move much. */
    public Quorum quorum() {
        return seconds.count();
    }

    /** How often each source of indicators was right here. */
    public Map<String, Listing> sources() {
        return sources.all();
    }

    /** How often a score is right. */
    public Calibration calibration() {
        return calibration;
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

    private byte[] bytes(Teachers of) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            of.write(out);
            // Left out where there is nothing to say: such models have the digests they always had.
            boolean hasCalibration = !calibration.isEmpty() || !seconds.isEmpty();
            boolean hasSources = !sources.isEmpty() || hasCalibration;
            watch.write(out, hasSources);
            if (hasSources) {
                sources.write(out);
            }
            if (hasCalibration) {
                calibration.write(out);
            }
            if (!seconds.isEmpty()) {
                seconds.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private void read(byte[] noted) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(noted))) {
            teachers = Teachers.read(in);
            watch = Watch.read(in);
            sources = in.available() > 0 ? SourceRecords.read(in) : new SourceRecords();
            calibration = in.available() > 0 ? Calibration.read(in) : Calibration.NONE;
            seconds = in.available() > 0 ? SecondOpinions.read(in) : new SecondOpinions();
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedModelException("what the model knows of its teachers is damaged: " + e.getMessage(), e);
        }
    }
}

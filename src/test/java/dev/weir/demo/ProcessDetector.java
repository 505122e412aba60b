package dev.weir.demo;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.Detector;
import dev.weir.detector.DetectorProcess;
import dev.weir.detector.Installation;
import dev.weir.detector.ReviewItem;
import dev.weir.detector.Status;
import dev.weir.detector.Verification;
import dev.weir.feedback.Feedback;
import dev.weir.fold.ModelDifference;
import dev.weir.fold.ModelSnapshot;
import dev.weir.metrics.Figures;
import java.util.List;

/** A running process as far as the story asks it. */
record ProcessDetector(DetectorProcess process) implements Detector {
    @Override
    public Status status() {
        Figures figures = process.figures();
        ModelSnapshot model = process.model();
        return new Status(
                process.state(),
                figures.flowsRead(),
                figures.flowsScored(),
                0,
                figures.deadFlows(),
                figures.feedbackRead(),
                figures.deadFeedback().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                figures.deadFeedback(),
                figures.feedbackRepeated(),
                figures.feedbackEarly(),
                figures.alerts(),
                figures.alertingFlows(),
                model.state().lessons(),
                model.version(),
                model.state().digest(),
                0,
                0,
                null,
                "",
                "");
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return process.models().checkpoints();
    }

    @Override
    public Checkpoint takeCheckpoint(String name, String by) {
        return process.models().takeCheckpoint(name, by);
    }

    @Override
    public Checkpoint rollBack(String idOrName, String by) {
        return process.models().rollBack(idOrName, by);
    }

    @Override
    public ModelDifference difference(String from, String to) {
        return process.models().difference(from, to);
    }

    @Override
    public List<ReviewItem> review(int most) {
        throw new UnsupportedOperationException("the story does not ask for it");
    }

    @Override
    public Verification verify() {
        throw new UnsupportedOperationException("the story does not ask for it");
    }

    @Override
    public byte[] exportModel() {
        throw new UnsupportedOperationException("the story does not ask for it");
    }

    @Override
    public Installation installModel(byte[] file, String by) {
        throw new UnsupportedOperationException("the story does not ask for it");
    }

    @Override
    public List<String> give(List<Feedback> feedback) {
        return process.give(feedback);
    }
}

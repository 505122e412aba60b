package dev.weir.cli.demo;

import dev.weir.api.Detector;
import dev.weir.api.Installation;
import dev.weir.api.ReviewItem;
import dev.weir.api.Status;
import dev.weir.api.Verification;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.feedback.Feedback;
import dev.weir.model.ModelDifference;
import dev.weir.model.ModelSnapshot;
import dev.weir.topology.DetectorProcess;
import dev.weir.topology.Figures;
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
    public void give(List<Feedback> feedback) {
        process.give(feedback);
    }
}

package dev.weir.demo;

import dev.weir.detector.Detector;
import dev.weir.detector.Status;
import dev.weir.feedback.Feedback;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.topics.TopicNames;
import java.util.List;
import java.util.Map;

/**
 * The detector of this process, over Kafka: flows go in as those of any collector would, without their label, and scores and
 * alerts come from the topics.
 */
final class LiveDetector implements DemoDetector {
    private static final String WHO = "demo";

    private final Detector detector;
    private final Patience patience;
    private final FlowSender flows;
    private final ScoreReader scores;
    private long minModelVersion;

    /** @param kafka settings of any client */
    LiveDetector(Detector detector, Map<String, Object> kafka, TopicNames topics, Patience patience) {
        this.detector = detector;
        this.patience = patience;
        scores = new ScoreReader(kafka, topics);
        flows = new FlowSender(kafka, topics.flows());
        minModelVersion = detector.status().modelVersion();
    }

    @Override
    public List<DemoScore> score(List<SimulatedFlow> batch) {
        scores.expect(batch);
        flows.send(batch);
        patience.await("scores of " + batch.size() + " flows", scores::readAll);
        List<DemoScore> found = scores.take(batch);
        for (DemoScore score : found) {
            if (score.modelVersion() < minModelVersion) {
                throw new DemoException("a flow was scored by model version " + score.modelVersion() + " although "
                        + minModelVersion + " was live before it was sent: please report this");
            }
        }
        return found;
    }

    @Override
    public void teach(List<Feedback> feedback) {
        Status before = detector.status();
        detector.give(feedback);
        patience.await(feedback.size() + " lessons", () -> {
            Status now = detector.status();
            if (now.feedbackDeadLetters() > before.feedbackDeadLetters()) {
                throw new DemoException("a verdict was set aside: " + now.feedbackDeadLettersByReason());
            }
            minModelVersion = now.modelVersion();
            return now.lessons() >= before.lessons() + feedback.size();
        });
    }

    @Override
    public String takeCheckpoint(String name) {
        return detector.takeCheckpoint(name, WHO).digest();
    }

    @Override
    public void rollBack(String name) {
        detector.rollBack(name, WHO);
        minModelVersion = detector.status().modelVersion();
    }

    @Override
    public DemoStanding standing() {
        Status status = detector.status();
        return new DemoStanding(status.modelVersion(), status.modelDigest(), status.lessons());
    }

    @Override
    public void close() {
        flows.close();
        scores.close();
    }
}

package dev.weir.cli.demo;

import dev.weir.evaluation.simulation.SimulatedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.model.Example;
import dev.weir.model.FeatureEncoder;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real features and the real learner, without Kafka: how good the story is, apart from how it is wired. */
final class InProcessDetector implements DemoDetector {
    private static final int HOSTS = 200_000;
    /** Lessons after which the learner speaks alone; before, the anomaly score has its share. */
    private static final double TRUSTED_AFTER_LESSONS = 50;

    private final FeatureExtractor features =
            new FeatureExtractor(FeatureSettings.defaults(), new HeapHostStates(HOSTS), new HeapHostStates(HOSTS));
    private final FeatureVector vector = new FeatureVector(features.schema());
    private final int anomaly = features.schema().position("anomaly");
    private final FeatureEncoder encoder = new FeatureEncoder(features.schema());
    private final Map<FlowId, Example> seen = new HashMap<>();
    private final Map<String, ModelState> checkpoints = new HashMap<>();
    private VowpalWabbitModel model = VowpalWabbitModel.untrained();
    private long version;

    @Override
    public List<DemoScore> score(List<SimulatedFlow> flows) {
        List<DemoScore> scores = new ArrayList<>(flows.size());
        double trust = Math.min(1, model.lessons() / TRUSTED_AFTER_LESSONS);
        for (SimulatedFlow flow : flows) {
            Example example = new Example(encoder.maxSize());
            features.extract(flow.flow(), vector);
            encoder.encode(vector, example);
            seen.put(flow.id(), example);
            double learned = 1 / (1 + Math.exp(-model.score(example)));
            double score = (1 - trust) * vector.get(anomaly) + trust * learned;
            scores.add(new DemoScore(score, version, score >= 0.5));
        }
        return scores;
    }

    @Override
    public void teach(List<Feedback> feedback) {
        for (Feedback one : feedback) {
            model.learn(Objects.requireNonNull(seen.get(one.flowId())), one.verdict(), false);
            version++;
        }
    }

    @Override
    public String takeCheckpoint(String name) {
        checkpoints.put(name, model.save());
        version++;
        return model.save().digest();
    }

    @Override
    public void rollBack(String name) {
        model.close();
        model = VowpalWabbitModel.load(Objects.requireNonNull(checkpoints.get(name)));
        version++;
    }

    @Override
    public DemoStanding standing() {
        return new DemoStanding(version, model.save().digest(), model.lessons());
    }

    @Override
    public void close() {
        model.close();
    }
}

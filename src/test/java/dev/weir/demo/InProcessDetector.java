package dev.weir.demo;

import dev.weir.encoding.Example;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.scoring.Scorer;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real features and the real learner, without Kafka: how good the story is, apart from how it is wired. */
final class InProcessDetector implements DemoDetector {
    private static final int HOSTS = 200_000;
    private static final FeatureSettings ONE_PARTITION = new FeatureSettings(
            1,
            FeatureSettings.defaults().maxHeapHosts(),
            FeatureSettings.defaults().maxHosts(),
            FeatureSettings.defaults().anomalyMemoryFlows());

    private VowpalWabbitModel model = VowpalWabbitModel.untrained();
    private ServedModel served = ServedModel.of(new ModelSnapshot(0, model.save()));
    private long version;
    private final FeatureExtractor features =
            new FeatureExtractor(ONE_PARTITION, new HeapHostStates(HOSTS), new HeapHostStates(HOSTS));
    private final FeatureVector vector = new FeatureVector(features.schema());
    private final Scorer scorer = new Scorer(this::served, features.schema());
    private final Map<FlowId, Example> seen = new HashMap<>();
    private final Map<String, ModelState> checkpoints = new HashMap<>();

    @Override
    public List<DemoScore> score(List<SimulatedFlow> flows) {
        List<DemoScore> scores = new ArrayList<>(flows.size());
        for (SimulatedFlow flow : flows) {
            features.extract(flow.flow(), vector);
            double score = scorer.score(vector);
            seen.put(flow.id(), scorer.example().copy());
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
        publish();
    }

    private ServedModel served() {
        return served;
    }

    private void publish() {
        served = ServedModel.of(new ModelSnapshot(version, model.save()));
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
        publish();
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

package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import dev.weir.detector.RunningDetector;
import dev.weir.features.FeatureSettings;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.stream.DetectorSettings;
import dev.weir.topics.TopicNames;
import dev.weir.topics.TopicSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real detector over a real broker, held against the same features and learner without one. */
@Tag("broker")
class LiveDetectorTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicNames TOPICS = new TopicNames("weir-demo");

    @TempDir
    private Path folder;

    private RunningDetector process;
    private LiveDetector live;
    private final InProcessDetector expected = new InProcessDetector();
    private final TrafficSimulator traffic = new TrafficSimulator(SimulationSettings.ofSeed(7));

    @BeforeEach
    void start() {
        process = RunningDetector.start(settings());
        Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        live = new LiveDetector(
                process,
                kafka,
                TOPICS,
                new Patience(() -> assertThat(process.health().isAlive()).isTrue(), System::nanoTime));
    }

    @AfterEach
    void stop() {
        live.close();
        expected.close();
        process.close();
    }

    @Test
    void storyInMiniature_goesToTheLastBitAsWithoutKafka_andUnknownFlowsAreNamed() {
        List<SimulatedFlow> first = next(1_500);
        sameScores(first);
        teach(first, 60, false);
        sameScores(next(1_500));
        String checkpoint = live.takeCheckpoint("before");
        assertThat(checkpoint).isEqualTo(expected.takeCheckpoint("before"));

        List<SimulatedFlow> second = next(500);
        sameScores(second);
        teach(second, 40, true);
        sameScores(next(500));
        assertThat(live.standing().digest()).isNotEqualTo(checkpoint);

        live.rollBack("before");
        expected.rollBack("before");
        sameScores(next(500));
        assertThat(live.standing().digest()).isEqualTo(checkpoint);

        Feedback unknown = new Feedback(new FlowId("never-seen"), Verdict.BENIGN, null, "ann", null);
        assertThatThrownBy(() -> live.teach(List.of(unknown)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("a verdict was set aside");
    }

    private void sameScores(List<SimulatedFlow> flows) {
        List<DemoScore> found = live.score(flows);
        List<DemoScore> wanted = expected.score(flows);

        assertThat(found.stream().map(DemoScore::score).toList())
                .isEqualTo(wanted.stream().map(DemoScore::score).toList());
        assertThat(found.stream().map(DemoScore::alert).toList())
                .isEqualTo(wanted.stream().map(DemoScore::alert).toList());
    }

    private void teach(List<SimulatedFlow> flows, int count, boolean wrong) {
        List<Feedback> feedback = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedFlow flow = flows.get(i * flows.size() / count);
            Verdict verdict = flow.malicious() != wrong ? Verdict.MALICIOUS : Verdict.BENIGN;
            feedback.add(new Feedback(flow.id(), verdict, null, "ann", null));
        }
        live.teach(feedback);
        expected.teach(feedback);
    }

    private List<SimulatedFlow> next(int count) {
        List<SimulatedFlow> flows = new ArrayList<>();
        while (flows.size() < count) {
            flows.add(traffic.next());
        }
        return flows;
    }

    private DetectorSettings settings() {
        DetectorSettings defaults = DetectorSettings.defaults(BROKER.bootstrapServer(), folder);
        TopicSettings topics = defaults.topics();
        FeatureSettings features = defaults.features();
        return defaults.with(to -> {
            to.topics = new TopicSettings(
                    TOPICS,
                    1,
                    topics.replicationFactor(),
                    topics.flowsRetention(),
                    topics.feedbackRetention(),
                    topics.historyRetention());
            to.features =
                    new FeatureSettings(1, features.maxHeapHosts(), features.maxHosts(), features.anomalyMemoryFlows());
        });
    }
}

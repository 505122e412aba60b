package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.AlertPolicy;
import dev.weir.alert.AlertSettings;
import dev.weir.alert.Ruling;
import dev.weir.alert.ScoringSettings;
import dev.weir.alert.StoryStore;
import dev.weir.features.FeatureSettings;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.sharing.privacy.MasterKey;
import dev.weir.sharing.privacy.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The detector learns the same of pseudonyms, to the last bit of its model, and raises the same alerts. */
class PseudonymousFlowsTest {
    private static final Path SETS = Path.of("..", "shared", "data", "flows");
    private static final int MOST_FLOWS = 8_000;

    /** What a pass over flows ends with. */
    private record Result(String digest, List<Ruling> rulings, double scores) {}

    private static final class Pass implements AutoCloseable {
        private final DetectorUnderTest detector = new DetectorUnderTest(FeatureSettings.defaults(), null);
        private final AlertPolicy policy =
                new AlertPolicy(ScoringSettings.ofThreshold(0.5), AlertSettings.defaults(), 1, StoryStore.NONE);
        private final List<Ruling> rulings = new ArrayList<>();
        private double scores;

        void take(Flow flow, Optional<Verdict> verdict) {
            double score = verdict.isPresent()
                    ? detector.scoreAndLearn(flow, verdict.get() == Verdict.MALICIOUS)
                    : detector.score(flow);
            scores += score * (1 + rulings.size() % 7);
            rulings.add(policy.judge(FlowId.ofRecord(0, rulings.size()), flow, score));
        }

        Result result() {
            return new Result(detector.state().digest(), rulings, scores);
        }

        @Override
        public void close() {
            detector.close();
        }
    }

    /** An invented office, and the shared sets where they are at hand. */
    static Stream<String> sets() throws IOException {
        Stream<String> office = Stream.of("simulated:3:" + MOST_FLOWS);
        if (!Files.isDirectory(SETS)) {
            return office;
        }
        try (Stream<Path> files = Files.list(SETS)) {
            return Stream.concat(office, files.map(Path::toString).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void flowsOfPseudonyms_makeTheSameModelAndAlerts(String set) throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(MasterKey.of(new byte[32]), Duration.ZERO);
        try (Pass raw = new Pass();
                Pass pseudonymous = new Pass()) {
            TrainingSource.of(set)
                    .read(
                            (flow, label) -> {
                                if (raw.rulings.size() < MOST_FLOWS) {
                                    raw.take(flow, label.verdict());
                                    pseudonymous.take(pseudonyms.of(flow), label.verdict());
                                }
                            },
                            ProgressListener.NONE);
            assertThat(pseudonymous.result()).isEqualTo(raw.result());
        }
    }
}

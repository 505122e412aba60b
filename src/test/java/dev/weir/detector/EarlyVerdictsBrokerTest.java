package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.Verdict;
import dev.weir.stream.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts that overtake their flows, on the real broker. */
@Tag("broker")
class EarlyVerdictsBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void verdicts_beforeTheirFlows_areLearnedOnceThoseAreScored_alsoOverARestart(@TempDir Path directory) {
        try (TestDetector detector = start(directory, "early", Duration.ofMinutes(10))) {
            detector.give("f1", Verdict.BENIGN, "alice");
            detector.give("f1", Verdict.MALICIOUS, "alice");
            detector.give("f2", Verdict.BENIGN, "alice");
            detector.give("nobody", Verdict.BENIGN, "alice");
            TestBroker.await("four wait", () -> detector.process().figures().feedbackEarly() == 4);

            detector.restart();
            detector.sendFlows("f", 3);
            detector.awaitLessons(3);

            List<ConsumerRecord<byte[], byte[]>> log =
                    detector.awaitRecords(detector.names.modelLog(), records -> records.size() >= 3);
            assertThat(log)
                    .extracting(record -> TestDetector.field(record.value(), "flow_id") + " "
                            + TestDetector.field(record.value(), "verdict"))
                    .containsSubsequence("f1 benign", "f1 malicious")
                    .contains("f2 benign")
                    .hasSize(3);
            assertThat(detector.process().figures().deadFeedback()).isEmpty();
        }
    }

    @Test
    void verdict_whoseFlowNeverComes_endsInDeadLetters(@TempDir Path directory) {
        try (TestDetector detector = start(directory, "never", Duration.ofMillis(300))) {
            detector.give("nobody", Verdict.BENIGN, "alice");

            List<ConsumerRecord<byte[], byte[]>> dead =
                    detector.awaitRecords(detector.names.deadLetters(), records -> !records.isEmpty());

            assertThat(dead).singleElement().satisfies(record -> {
                assertThat(TestDetector.header(record, DeadLetter.REASON)).isEqualTo("unknown_flow");
                assertThat(TestDetector.field(record.value(), "flow_id")).isEqualTo("nobody");
            });
            assertThat(detector.process().model().version()).isZero();
        }
    }

    private static TestDetector start(Path directory, String prefix, Duration grace) {
        return TestDetector.start(
                BROKER, directory, prefix, FeedbackSettings.defaults().withGrace(grace));
    }
}

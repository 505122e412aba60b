package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.flow.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one Kafka: they share the work, and hold the same model. */
@Tag("broker")
class TwoDetectorsTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void two_learnAlike_andARollbackReachesBoth(@TempDir Path first, @TempDir Path second) {
        try (TestDetector one = TestDetector.start(BROKER, first, "pair");
                RunningDetector two =
                        RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), second, "pair"))) {
            one.sendFlows("f", 60);
            one.awaitScored("f", 60, "score");
            one.give("f0", Verdict.MALICIOUS, "alice");
            one.give("f1", Verdict.BENIGN, "alice");
            one.awaitLessons(2);
            Checkpoint checkpoint = one.process().models().takeCheckpoint("both", "tester");
            one.give("f2", Verdict.MALICIOUS, "alice");
            one.awaitLessons(3);
            TestBroker.await(
                    "the same model", () -> two.model().equals(one.process().model()));
            assertThat(two.model().state().lessons()).isEqualTo(3);

            two.models().rollBack("both", "tester");

            TestBroker.await(
                    "rolled back", () -> one.process().model().state().digest().equals(checkpoint.digest()));
            assertThat(two.model()).isEqualTo(one.process().model());
            TestBroker.await(
                    "each flow is counted once",
                    () -> one.process().figures().flowsScored() + two.figures().flowsScored() == 60);
        }
    }

    @Test
    void oneKilled_theOtherTakesOver_andNoFlowIsLost(@TempDir Path killed, @TempDir Path survivor) {
        try (TestDetector living = TestDetector.start(BROKER, survivor, "takeover");
                ChildJvm child =
                        ChildJvm.start(DetectorMain.class, BROKER.bootstrapServer(), killed.toString(), "takeover")) {
            child.readLine();
            living.sendFlows("before", 1_000);
            living.awaitScored("before", 1_000, "score");
            living.sendFlows("during", 1_000);
            child.kill();
            living.sendFlows("after", 1_000);

            List<ConsumerRecord<byte[], byte[]>> scored =
                    living.awaitRecords(living.names.scored(), records -> records.size() >= 3_000);

            Set<String> ids = scored.stream()
                    .map(record -> TestDetector.text(record.key()))
                    .collect(Collectors.toSet());
            assertThat(ids).hasSize(3_000);
            assertThat(scored).hasSize(3_000);
        }
    }
}

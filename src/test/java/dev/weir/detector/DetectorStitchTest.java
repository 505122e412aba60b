package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import dev.weir.stream.ProcessingSettings;
import dev.weir.stream.ProcessingSettings.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records of one direction, through a real detector. */
@Tag("broker")
class DetectorStitchTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int PAIRS = 40;

    @TempDir
    private Path directory;

    @Test
    void directions_thatCameBeforeAndAfterARestart_areOneFlowEach() {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "stitch")) {
            send(detector, false);
            TestBroker.await("all are read", () -> detector.process().figures().flowsRead() == PAIRS);
            detector.restart();
            send(detector, true);

            TestBroker.await(
                    "all are joined", () -> detector.process().figures().flowsJoined() == PAIRS);
            TestBroker.await(
                    "all are scored", () -> detector.process().figures().flowsScored() == PAIRS);
            assertThat(scored(detector, PAIRS))
                    .hasSize(PAIRS)
                    .allSatisfy(flow -> assertThat(flow)
                            .contains(
                                    "\"src_ip\":\"10.0.0.",
                                    "\"dst_port\":443",
                                    "\"src_bytes\":700",
                                    "\"dst_bytes\":9000"));
        }
    }

    @Test
    @EffectOf("processing.stitch-window")
    void directionWithoutTheOther_goesOnAfterTheWindow_andAtOnceWhereThereIsNone() {
        for (Duration window : List.of(Duration.ZERO, Duration.ofSeconds(1))) {
            ProcessingSettings processing =
                    new ProcessingSettings(Guarantee.EXACTLY_ONCE, 1, Duration.ofMillis(50), true, window);
            Path data = directory.resolve("window-" + window.toSeconds());
            try (TestDetector detector =
                    TestDetector.start(BROKER, data, "stitch-window-" + window.toSeconds(), processing)) {
                send(detector, false);
                assertThat(scored(detector, PAIRS))
                        .allSatisfy(flow -> assertThat(flow).doesNotContain("dst_bytes"));
                send(detector, true);
                TestBroker.await(
                        "all are scored", () -> detector.process().figures().flowsScored() == 2 * PAIRS);
                assertThat(detector.process().figures().flowsJoined()).isZero();
            }
        }
    }

    private static List<String> scored(TestDetector detector, int count) {
        return detector.awaitRecords(detector.names.scored(), records -> records.size() >= count).stream()
                .map(ConsumerRecord::value)
                .map(TestDetector::text)
                .toList();
    }

    /** As goflow2 writes it, spread over all partitions. */
    private static void send(TestDetector detector, boolean isAnswer) {
        BROKER.produce(IntStream.range(0, PAIRS)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                        detector.names.flows(), i % 2, null, TestDetector.bytes(record(i, isAnswer))))
                .toList());
    }

    private static String record(int i, boolean isAnswer) {
        String client = "10.0.0." + (i + 1);
        return String.format(
                Locale.ROOT,
                "{\"type\":\"NETFLOW_V9\",\"sampler_address\":\"10.9.9.9\",\"sampling_rate\":1,"
                        + "\"src_addr\":\"%s\",\"dst_addr\":\"%s\",\"src_port\":%d,\"dst_port\":%d,\"proto\":\"TCP\","
                        + "\"tcp_flags\":%d,\"bytes\":%d,\"packets\":%d,\"time_flow_start_ns\":%d,\"time_flow_end_ns\":%d}",
                isAnswer ? "10.1.0.1" : client,
                isAnswer ? client : "10.1.0.1",
                isAnswer ? 443 : 40_000 + i,
                isAnswer ? 40_000 + i : 443,
                27,
                isAnswer ? 9_000 : 700,
                isAnswer ? 9 : 7,
                1_700_000_000_000_000_000L + i * 1_000_000L,
                1_700_000_000_500_000_000L + i * 1_000_000L);
    }
}

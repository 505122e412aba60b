package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.flow.Verdict;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Flows whose sensor gave them an id that another flow has. */
@Tag("broker")
@Timeout(300)
class ReusedIdsTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final String SAME = "CdupTHIRD";

    @TempDir
    private Path folder;

    @Test
    void idGivenTwice_staysTheFirstFlows_andTheSecondGetsItsOwn() throws MalformedEventException {
        try (TestDetector detector = TestDetector.start(BROKER, folder, "again")) {
            send(detector, "10.80.1.6", SAME, 23, "S0");
            detector.awaitRecords(detector.names.scored(), records -> records.size() == 1);
            send(detector, "10.80.1.7", SAME, 443, "SF");
            List<ConsumerRecord<byte[], byte[]>> scored =
                    detector.awaitRecords(detector.names.scored(), records -> records.size() == 2);
            assertThat(TestDetector.text(scored.get(0).key()))
                    .isNotEqualTo(TestDetector.text(scored.get(1).key()));
            ConsumerRecord<byte[], byte[]> first = withPort(scored, "23");
            ConsumerRecord<byte[], byte[]> second = withPort(scored, "443");
            assertThat(TestDetector.text(first.key())).isEqualTo(SAME);
            assertThat(TestDetector.field(first.value(), "sensor_id")).isEmpty();
            assertThat(TestDetector.text(second.key())).matches(SAME + "~\\d+-\\d+");
            assertThat(TestDetector.field(second.value(), "sensor_id")).isEqualTo(SAME);

            detector.give(SAME, Verdict.MALICIOUS, "alice");
            detector.awaitLessons(1);
            assertThat(taught(detector, 0)).isEqualTo(packed(first));
            detector.give(TestDetector.text(second.key()), Verdict.BENIGN, "alice");
            detector.awaitLessons(2);
            assertThat(taught(detector, 1)).isEqualTo(packed(second));

            detector.restart();
            send(detector, "10.80.1.8", SAME, 80, "REJ");
            List<ConsumerRecord<byte[], byte[]>> after =
                    detector.awaitRecords(detector.names.scored(), records -> records.size() == 3);
            assertThat(TestDetector.text(withPort(after, "80").key())).matches(SAME + "~\\d+-\\d+");
            send(detector, "10.80.1.9", "last", 81, "REJ");
            detector.awaitScored("last", 1, "score");
            detector.give(SAME, Verdict.MALICIOUS, "bob");
            detector.awaitLessons(3);
            assertThat(taught(detector, 2)).isEqualTo(packed(first));
        }
    }

    @Test
    void idLikeOneOfWeirs_isNotTaken() {
        try (TestDetector detector = TestDetector.start(BROKER, folder, "reserved")) {
            for (String id : List.of("0-3", "a~0-3")) {
                send(detector, "10.80.1.6", id, 23, "S0");
            }
            List<ConsumerRecord<byte[], byte[]>> scored =
                    detector.awaitRecords(detector.names.scored(), records -> records.size() == 2);
            assertThat(scored)
                    .allSatisfy(record ->
                            assertThat(TestDetector.text(record.key())).matches("[01]-[01]"))
                    .extracting(record -> TestDetector.field(record.value(), "sensor_id"))
                    .containsExactlyInAnyOrder("0-3", "a~0-3");
        }
    }

    private static void send(TestDetector detector, String source, String id, int port, String state) {
        BROKER.produce(
                detector.names.flows(),
                null,
                TestDetector.bytes("{\"ts\":1700000000,\"uid\":\"" + id + "\",\"id.orig_h\":\"" + source
                        + "\",\"id.orig_p\":50000,\"id.resp_h\":\"203.0.113.10\",\"id.resp_p\":" + port
                        + ",\"proto\":\"tcp\",\"conn_state\":\"" + state + "\",\"orig_pkts\":8,\"resp_pkts\":9}"));
    }

    private static ConsumerRecord<byte[], byte[]> withPort(List<ConsumerRecord<byte[], byte[]>> records, String port) {
        return records.stream()
                .filter(record -> TestDetector.field(record.value(), "dst_port").equals(port))
                .findFirst()
                .orElseThrow();
    }

    private static String taught(TestDetector detector, int lesson) throws MalformedEventException {
        List<ConsumerRecord<byte[], byte[]>> log =
                detector.awaitRecords(detector.names.modelLog(), records -> records.size() > lesson);
        return shown(((ModelEvent.Learn) ModelEventCodec.decode(log.get(lesson).value()))
                .lesson()
                .example());
    }

    private static String packed(ConsumerRecord<byte[], byte[]> scored) {
        FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));
        Example example = new Example(encoder.maxSize());
        encoder.encode(TestDetector.flow(scored, encoder), example);
        return shown(example);
    }

    private static String shown(Example example) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < example.size(); i++) {
            shown.append(example.index(i)).append('=').append(example.value(i)).append(' ');
        }
        return shown.toString();
    }
}

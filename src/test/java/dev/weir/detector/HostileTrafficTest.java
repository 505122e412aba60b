package dev.weir.detector;

import static dev.weir.detector.TestDetector.bytes;
import static dev.weir.detector.TestDetector.header;
import static dev.weir.detector.TestDetector.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.Fuzzed;
import dev.weir.broker.TestBroker;
import dev.weir.stream.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real detector against a sender that means harm; after each blow it scores the next flows. */
@Tag("broker")
class HostileTrafficTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int HUNDRED_MEGABYTES = 100 * 1024 * 1024;

    @TempDir
    private Path directory;

    private TestDetector detector;

    @BeforeEach
    void start(TestInfo test) {
        detector = TestDetector.start(
                BROKER, directory, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void aHundredMegabytes_areTurnedAwayByTheBroker() {
        // It hangs up on whoever announces that much, so that the sender must tire of it.
        assertThatThrownBy(() -> sendHuge("none", Duration.ofSeconds(3))).isInstanceOf(ApiException.class);

        assertScoring();
    }

    @Test
    void aHundredMegabytes_smallOnTheWire_areADeadLetterCutShort() {
        sendHuge("gzip", Duration.ofMinutes(1));

        ConsumerRecord<byte[], byte[]> dead = detector.awaitRecords(
                        detector.names.deadLetters(), records -> !records.isEmpty())
                .get(0);
        assertThat(header(dead, DeadLetter.REASON)).isEqualTo("too_large");
        assertThat(header(dead, DeadLetter.CUT)).isEqualTo(Integer.toString(HUNDRED_MEGABYTES));
        assertThat(dead.value()).hasSize(64 * 1024);
        assertScoring();
    }

    @Test
    void textThatCommandsTerminals_comesOutOfNoTopicRaw() {
        String hostile = "\\u001b[2J\\u009b1m\\u0007\\u202e\\ud800\\u0000\\u007f";
        for (String field : List.of("id", "src_ip", "dst_ip", "proto", "state", "service", "label", "category", "x")) {
            BROKER.produce(
                    detector.names.flows(),
                    null,
                    bytes("{\"ts\":1,\"k\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\",\"state\":\"SF\"}"
                            .replaceAll(",\"" + field + "\":\"[^\"]*\"", "")
                            .replace("}", ",\"" + field + "\":\"" + hostile + "\"}")));
        }
        List<ConsumerRecord<byte[], byte[]>> dead =
                detector.awaitRecords(detector.names.deadLetters(), records -> records.size() >= 3);
        List<ConsumerRecord<byte[], byte[]>> scored =
                detector.awaitRecords(detector.names.scored(), records -> records.size() >= 6);

        assertThat(dead)
                .hasSize(3)
                .allSatisfy(record -> Fuzzed.requirePrintable(header(record, DeadLetter.DETAIL), 200));
        assertThat(scored).hasSize(6).allSatisfy(record -> {
            Fuzzed.requireJson(record.value());
            Fuzzed.requirePrintable(text(record.key()), 200);
        });
        assertThat(detector.process().figures().deadFlows()).isEqualTo(Map.of("invalid_field", 3L));
    }

    private void assertScoring() {
        detector.sendFlows("after", 10);
        assertThat(detector.awaitScored("after", 10, "score")).hasSize(10);
        assertThat(detector.process().health().isAlive()).isTrue();
    }

    private void sendHuge(String compression, Duration patience) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServer(),
                "compression.type",
                compression,
                "request.timeout.ms",
                (int) patience.toMillis() / 2,
                "delivery.timeout.ms",
                (int) patience.toMillis(),
                "max.request.size",
                2 * HUNDRED_MEGABYTES,
                "buffer.memory",
                2L * HUNDRED_MEGABYTES);
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            TestBroker.await(sender.send(new ProducerRecord<>(detector.names.flows(), new byte[HUNDRED_MEGABYTES])));
        }
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Flows that Kafka deleted before they were read, and gaps that only look like it. */
@Tag("broker")
class ExpiredFlowsBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path directory;

    @Test
    void flowsDeletedWhileTheDetectorStoodStill_areCounted() {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "expired")) {
            send(detector, 0, 100);
            awaitScored(detector, 100);
            detector.restart(() -> {
                send(detector, 100, 200);
                BROKER.deleteRecords(detector.names.flows(), 150);
            });
            awaitScored(detector, 150);
            assertThat(detector.process().status().flowsExpired()).isEqualTo(50);

            detector.restart();
            send(detector, 200, 210);
            awaitScored(detector, 160);
            assertThat(detector.process().figures())
                    .satisfies(figures -> assertThat(figures.flowsExpired()).isEqualTo(50))
                    .satisfies(figures -> assertThat(figures.flowsRead()).isEqualTo(160));
        }
    }

    @Test
    void gapsThatTransactionsLeave_areNoExpiredFlows() {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "no-expired");
                KafkaProducer<byte[], byte[]> producer = transactional()) {
            producer.initTransactions();
            for (int i = 0; i < 20; i++) {
                producer.beginTransaction();
                Future<RecordMetadata> sent = producer.send(record(detector, i));
                producer.flush();
                TestBroker.await(sent);
                if (i % 2 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
            send(detector, 20, 30);
            awaitScored(detector, 20);
            assertThat(detector.process().figures().flowsExpired()).isZero();
        }
    }

    private static void awaitScored(TestDetector detector, long flows) {
        TestBroker.await(
                flows + " are scored", () -> detector.process().figures().flowsScored() == flows);
    }

    private static void send(TestDetector detector, int from, int to) {
        BROKER.produce(
                IntStream.range(from, to).mapToObj(i -> record(detector, i)).toList());
    }

    private static ProducerRecord<byte[], byte[]> record(TestDetector detector, int i) {
        return new ProducerRecord<>(detector.names.flows(), 0, null, TestDetector.flow("e" + i, i));
    }

    private static KafkaProducer<byte[], byte[]> transactional() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServer());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "sensor");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}

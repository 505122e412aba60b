package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
class TopicScanTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", BROKER.bootstrapServer());
    }

    private static void send(String topic, int partition, long atMillis, String value) {
        BROKER.produce(List.of(
                new ProducerRecord<>(topic, partition, atMillis, null, value.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> values(TopicScan scan) {
        List<String> values = new ArrayList<>();
        try (scan) {
            scan.forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return values;
    }

    @Test
    void scan_ofEmptyTopics_ends() {
        BROKER.createTopic("empty", 3);

        assertThat(values(TopicScan.committed(kafka(), List.of("empty")))).isEmpty();
        assertThat(values(TopicScan.committed(kafka(), List.of("empty")).since(Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void close_byAThreadThatIsInterrupted_leavesItInterrupted() {
        BROKER.createTopic("interrupted", 1);
        TopicScan scan = TopicScan.committed(kafka(), List.of("interrupted"));
        Thread.currentThread().interrupt();

        scan.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void scan_readsAllPartitions_andNothingThatCameAfterItBegan() {
        BROKER.createTopic("growing", 2);
        send("growing", 0, 1, "a");
        send("growing", 1, 2, "b");

        TopicScan scan = TopicScan.committed(kafka(), List.of("growing"));
        send("growing", 0, 3, "late");

        assertThat(values(scan)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void since_and_newest_leaveOutWhatIsOlder() {
        BROKER.createTopic("aged", 1);
        for (int i = 1; i <= 5; i++) {
            send("aged", 0, i * 1_000L, "at " + i);
        }

        assertThat(values(TopicScan.committed(kafka(), List.of("aged")).since(Instant.ofEpochMilli(3_500))))
                .containsExactly("at 4", "at 5");
        assertThat(values(TopicScan.committed(kafka(), List.of("aged")).since(Instant.ofEpochMilli(9_000))))
                .isEmpty();
        assertThat(values(TopicScan.committed(kafka(), List.of("aged")).newest(1)))
                .containsExactly("at 5");
    }

    @Test
    void scan_ofSomePartitions_fromAnOffset_leavesOutTheOthersAndWhatIsBefore() {
        BROKER.createTopic("parts", 2);
        send("parts", 0, 1, "a");
        send("parts", 1, 2, "b");
        send("parts", 1, 3, "c");

        assertThat(values(TopicScan.committed(kafka(), List.of("parts"), one -> one.partition() == 1)))
                .containsExactly("b", "c");
        assertThat(values(TopicScan.committed(kafka(), List.of("parts"), one -> one.partition() == 1)
                        .from(new TopicPartition("parts", 1), 1)))
                .containsExactly("c");
        assertThat(values(TopicScan.committed(kafka(), List.of("parts"), one -> false)))
                .isEmpty();
    }

    @Test
    void scan_overTransactions_endsBehindTheirMarks_andSeesWhatWasTakenBackOnlyIfAsked() {
        BROKER.createTopic("transactions", 1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServer(), "transactional.id", "scan"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (String value : List.of("kept", "taken back")) {
                producer.beginTransaction();
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>("transactions", value.getBytes(StandardCharsets.UTF_8)));
                producer.flush();
                if (value.equals("kept")) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }

        assertThat(values(TopicScan.committed(kafka(), List.of("transactions"))))
                .containsExactly("kept");
        assertThat(values(TopicScan.everything(kafka(), List.of("transactions"))))
                .containsExactly("kept", "taken back");
    }
}

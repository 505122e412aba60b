package dev.weir.topics;

import dev.weir.fold.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the model log from Kafka, committed records only, apart from the consumer that feeds the fold. */
public final class ModelLogReader implements EventLog {
    /** Events that a client holds at once, for each may be as large as a model. */
    public static final int MOST_AT_ONCE = 8;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final TopicPartition partition;

    /** @param kafka connection settings of any Kafka client */
    public ModelLogReader(Map<String, Object> kafka, String topic) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        this.partition = new TopicPartition(topic, 0);
    }

    @Override
    public void read(long fromOffset, long toOffset, Visitor visitor) {
        try (Consumer<byte[], byte[]> consumer = open()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, fromOffset);
            while (consumer.position(partition) < toOffset) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < toOffset) {
                        visitor.record(
                                record.offset(),
                                Instant.ofEpochMilli(record.timestamp()),
                                record.key(),
                                record.value());
                    }
                }
            }
        }
    }

    public TopicPartition partition() {
        return partition;
    }

    /** First offset the log still has. */
    long beginning() {
        try (Consumer<byte[], byte[]> consumer = open()) {
            return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /** Offset after the last committed record. */
    public long end() {
        try (Consumer<byte[], byte[]> consumer = open()) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private Consumer<byte[], byte[]> open() {
        return BoundedConsumer.ofModelEvents(kafka);
    }
}

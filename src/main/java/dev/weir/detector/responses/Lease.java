package dev.weir.detector.responses;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The right to decide on responses, which one process has at a time: the one to which Kafka gives the only partition of the model log,
 * in a group of this purpose. If that process dies, another has it within seconds.
 */
final class Lease implements AutoCloseable {
    private static final int SESSION_MILLIS = 6_000;
    private static final int HEARTBEAT_MILLIS = 1_500;

    private final Consumer<byte[], byte[]> consumer;

    /** @param instanceId of this process, so that it has the lease back at once after a restart */
    Lease(Map<String, Object> kafka, String topic, String group, String instanceId) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic), new Pausing());
    }

    /** Whether this process has it; to be called often, for the lease ends where nobody asks. */
    boolean isHeld(Duration patience) {
        consumer.poll(patience);
        return !consumer.assignment().isEmpty();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** The partition stands for the lease; its records are none of this consumer's business. */
    private final class Pausing implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
        }
    }
}

package dev.weir.topics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the consumer group of the detector is behind a topic, all partitions together. */
public final class ConsumerLag {
    private final Admin admin;
    private final String group;

    public ConsumerLag(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** @throws IllegalStateException if Kafka does not answer */
    public long of(String topic) {
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends(topic);
        Map<TopicPartition, OffsetAndMetadata> committed = KafkaCall.outcome(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "asking for the lag of " + group);
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - offset(committed.get(end.getKey())))
                .sum();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Partitions.of(admin, topic); partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return KafkaCall.outcome(admin.listOffsets(wanted).all(), "asking for the end of " + topic);
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}

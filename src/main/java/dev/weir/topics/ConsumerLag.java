package dev.weir.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the consumer group of the detector is behind. */
public final class ConsumerLag {
    private final Admin admin;
    private final String group;
    private final PartitionOffsets offsets;

    public ConsumerLag(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
        this.offsets = new PartitionOffsets(admin);
    }

    /**
     * How far a partition is read.
     *
     * @param next the offset that the group reads next: of the first record that is still there if it has committed nothing
     * @param waiting offsets from there to the end, at least 0; marks of transactions are among them
     */
    public record Place(long next, long waiting) {}

    /**
     * How far a topic is behind, all partitions together.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    public long of(String topic) {
        return places(offsets.partitions(topic)).values().stream()
                .mapToLong(Place::waiting)
                .sum();
    }

    /**
     * How far each partition is read, in the order of their names.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    public SortedMap<TopicPartition, Place> places(Iterable<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = KafkaCall.outcome(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "asking what " + group + " has committed");
        Map<TopicPartition, Long> next = new HashMap<>();
        List<TopicPartition> untouched = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata done = committed.get(partition);
            if (done == null) {
                untouched.add(partition);
            } else {
                next.put(partition, done.offset());
            }
        }
        next.putAll(offsets.beginnings(untouched));
        SortedMap<TopicPartition, Place> places = new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        offsets.ends(next.keySet())
                .forEach((partition, end) -> places.put(partition, place(next.getOrDefault(partition, end), end)));
        return places;
    }

    private static Place place(long next, long end) {
        return new Place(next, Math.max(0, end - next));
    }
}

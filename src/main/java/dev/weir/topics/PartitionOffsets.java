package dev.weir.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where partitions begin and end now, as Kafka says. Thread-safe. */
public final class PartitionOffsets {
    private final Admin admin;
    private final ListOffsetsOptions options;

    /** Of all records, also of those in transactions that have not come to their end. */
    public PartitionOffsets(Admin admin) {
        this(admin, new ListOffsetsOptions());
    }

    /** @param options what counts as the end, and how long to wait for an answer */
    public PartitionOffsets(Admin admin, ListOffsetsOptions options) {
        this.admin = admin;
        this.options = options;
    }

    /**
     * All partitions of a topic.
     *
     * @throws IllegalStateException if there is no such topic, or Kafka does not answer
     */
    public List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Partitions.of(admin, topic))
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * The first offset that is still there, by partition.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return ask(partitions, OffsetSpec.earliest(), "begin");
    }

    /**
     * The offset that the next record will have, by partition.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return ask(partitions, OffsetSpec.latest(), "end");
    }

    /** @throws IllegalStateException if Kafka does not answer */
    public long beginning(TopicPartition partition) {
        return Objects.requireNonNull(beginnings(List.of(partition)).get(partition));
    }

    /** @throws IllegalStateException if Kafka does not answer */
    public long end(TopicPartition partition) {
        return Objects.requireNonNull(ends(List.of(partition)).get(partition));
    }

    private Map<TopicPartition, Long> ask(Collection<TopicPartition> partitions, OffsetSpec spec, String word) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return KafkaCall.outcome(admin.listOffsets(wanted, options).all(), "asking where " + partitions + " " + word)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> answer.getValue().offset()));
    }
}

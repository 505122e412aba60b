package dev.weir.torture;

import dev.weir.topics.BoundedConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as those see it who read what is committed. */
final class Topic {
    private static final Duration POLL = Duration.ofMillis(500);

    private Topic() {}

    /** Of model events all is read, of other records the beginning: some are made to fill the memory of who reads them. */
    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServer, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServer,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                5_000,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        return topic.endsWith("model-log")
                ? BoundedConsumer.ofModelEvents(settings)
                : BoundedConsumer.ofStrangers(settings);
    }

    static List<TopicPartition> assignAll(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, Duration.ofMinutes(2)).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    /** Everything that is in it now, partition by partition in order. */
    static void read(String bootstrapServer, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServer, topic)) {
            List<TopicPartition> partitions = assignAll(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }
}

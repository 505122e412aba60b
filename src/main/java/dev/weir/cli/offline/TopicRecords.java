package dev.weir.cli.offline;

import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.doctor.Examination;
import dev.weir.service.KafkaTarget;
import dev.weir.topics.BoundedConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The newest records of a topic, up to its end of now. Reads them without a trace: no group, no offsets. */
final class TopicRecords implements Examination.Source, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    /** @param most how many records at most, of all partitions together */
    TopicRecords(KafkaTarget kafka, String topic, int most) {
        consumer = BoundedConsumer.ofStrangers(kafka.client(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed")));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        ends = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        ends.putAll(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        long ofEach = Math.max(1, most / Math.max(1, partitions.size()));
        ends.forEach((place, end) -> consumer.seek(place, Math.max(beginnings.getOrDefault(place, 0L), end - ofEach)));
    }

    @Override
    public @Nullable FlowRecord next() {
        while (!polled.hasNext()) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return null;
            }
            polled = consumer.poll(POLL).iterator();
        }
        ConsumerRecord<byte[], byte[]> record = polled.next();
        Header layout = record.headers().lastHeader(FlowFile.LAYOUT_HEADER);
        boolean isKnown =
                layout != null && layout.value() != null && layout.value().length <= FlowFile.MAX_LAYOUT_BYTES;
        return new FlowRecord(
                record.value() == null ? new byte[0] : record.value(),
                isKnown && layout != null ? new String(layout.value(), StandardCharsets.UTF_8) : null,
                record.offset());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

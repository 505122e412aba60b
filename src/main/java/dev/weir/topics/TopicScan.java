package dev.weir.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics once, up to where each partition ended when the scan began. It belongs to no consumer group and leaves no offsets. Records
 * are bounded as those of strangers are. Not thread-safe.
 */
public final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> topicEnds;
    private final Map<TopicPartition, Long> ends;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    private TopicScan(
            Map<String, Object> kafka,
            Collection<String> topics,
            Predicate<TopicPartition> isWanted,
            String isolation) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        consumer = BoundedConsumer.ofStrangers(settings);
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .filter(isWanted)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        topicEnds = Map.copyOf(consumer.endOffsets(partitions));
        ends = new HashMap<>(topicEnds);
    }

    /**
     * Scans what is committed, from the beginning.
     *
     * @param kafka settings of any Kafka client
     */
    public static TopicScan committed(Map<String, Object> kafka, Collection<String> topics) {
        return committed(kafka, topics, partition -> true);
    }

    /** The same of some partitions alone. */
    public static TopicScan committed(
            Map<String, Object> kafka, Collection<String> topics, Predicate<TopicPartition> isWanted) {
        return new TopicScan(kafka, topics, isWanted, "read_committed");
    }

    /** Scans all records, also those of transactions that are open or were taken back, from the beginning. */
    public static TopicScan everything(Map<String, Object> kafka, Collection<String> topics) {
        return new TopicScan(kafka, topics, partition -> true, "read_uncommitted");
    }

    /** Leaves out the records from before a time. */
    public TopicScan since(Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        return this;
    }

    /** Leaves out the records of a partition from before an offset. */
    public TopicScan from(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        return this;
    }

    /** Leaves out all but the newest records of each partition. */
    public TopicScan newest(long ofEachPartition) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - ofEachPartition)));
        return this;
    }

    /**
     * Leaves out all but the first records of each partition from a time on, by the clock of the broker. A scan that has come to the end
     * of one stretch can go on with another, also an earlier one.
     */
    public TopicScan stretch(Instant begin, long ofEachPartition) {
        consumer.resume(consumer.assignment());
        polled = Collections.emptyIterator();
        ends.putAll(topicEnds);
        since(begin);
        topicEnds.forEach(
                (partition, end) -> ends.put(partition, Math.min(end, consumer.position(partition) + ofEachPartition)));
        return this;
    }

    /** How many partitions are read. */
    public int partitions() {
        return consumer.assignment().size();
    }

    /** Returns the next record; null at the end. */
    public @Nullable ConsumerRecord<byte[], byte[]> next() {
        while (true) {
            while (polled.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = polled.next();
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    return record;
                }
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return null;
            }
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !ends.containsKey(partition))
                    .toList());
            polled = consumer.poll(POLL).iterator();
        }
    }

    /** Hands on all records that are left. */
    public void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        for (ConsumerRecord<byte[], byte[]> record = next(); record != null; record = next()) {
            reader.accept(record);
        }
    }

    /** Closes in order also for a thread that is interrupted: Kafka's client would report a failure to the log. */
    @Override
    public void close() {
        boolean isInterrupted = Thread.interrupted();
        try {
            consumer.close();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

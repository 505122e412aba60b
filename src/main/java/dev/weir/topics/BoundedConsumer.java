package dev.weir.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what others wrote, and hands on nothing that would end Kafka Streams: keys and values are {@linkplain BoundedBytes
 * bounded}, and timestamps are. A producer may give a record any timestamp; below zero Streams throws, and far ahead it would
 * move the time of its partition there for good.
 */
public final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final Duration MOST_AHEAD = Duration.ofDays(1);
    /** How long the broker holds back the answer to a {@link #patient} reader while nothing comes. */
    private static final int PATIENCE_MILLIS = 1_000;

    private final LongUnaryOperator timestamps;
    private final UnaryOperator<Duration> patience;

    private BoundedConsumer(Map<String, Object> settings, BoundedBytes values, LongUnaryOperator timestamps) {
        this(settings, values, timestamps, UnaryOperator.identity());
    }

    private BoundedConsumer(
            Map<String, Object> settings,
            BoundedBytes values,
            LongUnaryOperator timestamps,
            UnaryOperator<Duration> patience) {
        super(settings, new BoundedBytes(BoundedBytes.OF_STRANGERS), values);
        FetchGuard.install(this, RecordLimits.keeping(values.mostBytes()));
        this.timestamps = timestamps;
        this.patience = patience;
    }

    /** For topics that strangers write to; a timestamp that cannot be is replaced by the time of the wall clock. */
    public static BoundedConsumer ofStrangers(Map<String, Object> settings) {
        return ofStrangers(settings, UnaryOperator.identity());
    }

    /**
     * The same, polled by Kafka Streams, whose threads know but one time to wait for records.
     *
     * @param patience how long a poll waits that is to wait for so long
     */
    public static BoundedConsumer ofStrangers(Map<String, Object> settings, UnaryOperator<Duration> patience) {
        return new BoundedConsumer(
                settings,
                new BoundedBytes(BoundedBytes.OF_STRANGERS),
                millis -> sound(millis, System.currentTimeMillis()),
                patience);
    }

    /** For the model log; the timestamps are the same at each reading. */
    public static BoundedConsumer ofModelEvents(Map<String, Object> settings) {
        return ofModelEvents(settings, UnaryOperator.identity());
    }

    /** The same, polled by Kafka Streams. */
    public static BoundedConsumer ofModelEvents(Map<String, Object> settings, UnaryOperator<Duration> patience) {
        return new BoundedConsumer(
                settings, new BoundedBytes(BoundedBytes.OF_MODEL_EVENTS), millis -> Math.max(0, millis), patience);
    }

    /** For what stores are restored from: their own change logs, whole, and topics that strangers may write to. */
    public static BoundedConsumer ofStores(Map<String, Object> settings) {
        return new BoundedConsumer(
                settings,
                new BoundedBytes(BoundedBytes.OF_STRANGERS, topic -> topic.endsWith("-changelog")),
                millis -> Math.max(0, millis));
    }

    /** For topics that strangers write to, and one whose records are kept whole. */
    public static BoundedConsumer ofStrangersBut(String wholeTopic, Map<String, Object> settings) {
        return new BoundedConsumer(
                settings,
                new BoundedBytes(BoundedBytes.OF_STRANGERS, wholeTopic::equals),
                millis -> sound(millis, System.currentTimeMillis()));
    }

    /**
     * Settings for a reader that stays with its partitions: where nothing comes, it asks but once in a second. What comes is told
     * at once; but whatever else it asks of the broker waits for the answer to that.
     */
    public static Map<String, Object> patient(Map<String, Object> settings) {
        Map<String, Object> patient = new HashMap<>(settings);
        patient.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, PATIENCE_MILLIS);
        return patient;
    }

    static long sound(long millis, long nowMillis) {
        return millis < 0 || millis - nowMillis > MOST_AHEAD.toMillis() ? nowMillis : millis;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> polled = super.poll(patience.apply(timeout));
        for (TopicPartition partition : polled.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                if (timestamps.applyAsLong(record.timestamp()) != record.timestamp()) {
                    return mended(polled);
                }
            }
        }
        return polled;
    }

    private ConsumerRecords<byte[], byte[]> mended(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            records.put(
                    partition,
                    polled.records(partition).stream().map(this::mended).toList());
        }
        return new ConsumerRecords<>(records, polled.nextOffsets());
    }

    private ConsumerRecord<byte[], byte[]> mended(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                timestamps.applyAsLong(record.timestamp()),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                record.leaderEpoch());
    }
}

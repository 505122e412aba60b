package dev.weir.desk.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends what is done to the audit topic, each record chained to the one before it. Thread-safe. */
public final class AuditLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** After a crash at most one record is on the topic that the head does not know of. */
    private static final long TAIL = 1_000;

    private final Map<String, Object> kafka;
    private final String topic;
    private final String keysTopic;
    private final SecureRandom random = new SecureRandom();
    private final Path headFile;
    private final Clock clock;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable AuditHead head;

    /** Hears records in the order of the topic. */
    public interface Visitor {
        /** One record. */
        void record(long offset, byte[] value);
    }

    private AuditLog(Map<String, Object> kafka, String topic, String keysTopic, Path headFile, Clock clock) {
        this.topic = topic;
        this.keysTopic = keysTopic;
        this.headFile = headFile;
        this.clock = clock;
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }

    /**
     * Connects when there is something to append.
     *
     * @param kafka connection settings of any Kafka client
     * @param keysTopic of the keys of the hosts that records name, which may be destroyed
     * @param headFile where the end of the chain is kept; without one, another chain begins
     */
    public static AuditLog open(Map<String, Object> kafka, String topic, String keysTopic, Path headFile, Clock clock) {
        return new AuditLog(kafka, topic, keysTopic, headFile, clock);
    }

    private static AuditHead known(Map<String, Object> kafka, String topic, Path headFile) {
        Optional<AuditHead> kept = AuditHead.read(headFile);
        if (kept.isEmpty()) {
            return new AuditHead(UUID.randomUUID().toString(), 0, AuditEntry.NONE);
        }
        AuditHead[] newest = {kept.get()};
        read(
                kafka,
                topic,
                TAIL,
                (offset, value) -> AuditEntry.of(value)
                        .filter(entry ->
                                entry.writer().equals(newest[0].writer()) && entry.number() == newest[0].number() + 1)
                        .ifPresent(entry ->
                                newest[0] = new AuditHead(entry.writer(), entry.number(), RewrittenEntry.link(value))));
        return newest[0];
    }

    /**
     * Returns when the record is on the topic.
     *
     * @throws IllegalStateException if Kafka does not take it
     */
    public synchronized void append(String who, String role, String action, Map<String, ?> details) {
        AuditHead before = head == null ? known(kafka, topic, headFile) : head;
        Instant now = clock.instant();
        SealedHosts.Sealed sealed = SealedHosts.seal(AuditEntry.details(details), now, random);
        byte[] value = new AuditEntry(
                        before.writer(), before.number() + 1, before.hash(), now, who, role, action, sealed.details())
                .toBytes();
        // Without its keys nobody could read the record, so they come first.
        sealed.keys().forEach((key, secret) -> send(keysTopic, key.getBytes(StandardCharsets.US_ASCII), secret));
        send(topic, null, value);
        AuditHead after = new AuditHead(before.writer(), before.number() + 1, AuditEntry.hash(value));
        after.write(headFile);
        head = after;
    }

    private void send(String to, byte @Nullable [] key, byte[] value) {
        try {
            producer().send(new ProducerRecord<>(to, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what was done cannot be taken down on " + to, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while taking down what was done", e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    /** Reads the last records of the topic, at most so many. */
    public static void read(Map<String, Object> kafka, String topic, long most, Visitor visitor) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<TopicPartition> only = List.of(partition);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(only);
            long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
            long first = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(first, Math.max(0, end - most)));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    visitor.record(record.offset(), record.value());
                }
            }
        }
    }

    /** Checks the whole topic. */
    public static AuditCheck.Found verify(Map<String, Object> kafka, String topic, List<AuditHead> heads) {
        AuditCheck check = new AuditCheck();
        read(kafka, topic, Long.MAX_VALUE, check::take);
        return check.finish(heads);
    }

    /** An entry for those who list the audit. */
    public static Optional<AuditEntry> entry(byte[] value) {
        return AuditEntry.of(value);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}

package dev.weir.service.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.LiveAllowlist;
import dev.weir.alert.allow.StandingRule;
import dev.weir.desk.audit.AuditLog;
import dev.weir.desk.audit.RewrittenEntry;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.KafkaCall;
import dev.weir.topics.TopicScan;
import dev.weir.topics.lists.AllowlistWriter;
import dev.weir.wire.AllowEventJson;
import dev.weir.wire.FirstPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Takes a host out of what people wrote, on topics from which nothing else may be lost: their records are written anew at the end
 * without it, each with its {@link FirstPlace}, and then the old ones are deleted.
 */
final class Rewriting {
    /** Somebody may write while a topic is written anew. */
    private static final int MOST_TRIES = 10;

    private static final String BY = "forget";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> kafka;
    private final NamedHost host;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    /** Makes of the value of a record what is to stand in its place; nothing, if it is to go. */
    private interface Change {
        Optional<byte[]> of(byte[] value);
    }

    /** @param kafka settings of any Kafka client */
    Rewriting(Map<String, Object> kafka, NamedHost host, Admin admin, Producer<byte[], byte[]> producer) {
        this.kafka = kafka;
        this.host = host;
        this.admin = admin;
        this.producer = producer;
    }

    /**
     * Writes verdicts anew whose comments name the host; those on flows of its ids go.
     *
     * @param until the first that is to stay, by partition
     */
    void feedback(String topic, Map<Integer, Long> until) throws ExecutionException, InterruptedException {
        for (Map.Entry<Integer, Long> end : until.entrySet()) {
            TopicPartition place = new TopicPartition(topic, end.getKey());
            NavigableMap<Long, ConsumerRecord<byte[], byte[]>> old = read(place, end.getValue());
            append(old, this::feedback);
            deleteBefore(place, end.getValue());
        }
    }

    private Optional<byte[]> feedback(byte[] value) {
        // What was refused is a dead letter.
        if (!(FeedbackReader.read(value) instanceof FeedbackResult.Accepted accepted)
                || host.isNamedIn(accepted.feedback().flowId().value())) {
            return Optional.empty();
        }
        if (!isNamedIn(value)) {
            return Optional.of(value);
        }
        try {
            return Optional.of(JSON.writeValueAsBytes(host.without(JSON.readTree(value))));
        } catch (IOException e) {
            throw new IllegalStateException("feedback that was read is no JSON", e);
        }
    }

    /** Takes back the rules for the host alone, and writes the list anew without them; returns those that stood, in words. */
    List<String> allowlist(String topic) throws ExecutionException, InterruptedException {
        TopicPartition place = new TopicPartition(topic, 0);
        LiveAllowlist live = new LiveAllowlist();
        read(place, Long.MAX_VALUE)
                .forEach((offset, record) -> AllowEventJson.read(record.value())
                        .ifPresent(event -> live.apply(
                                offset, Instant.ofEpochMilli(firstPlace(record).atMillis()), event)));
        List<String> takenBack = new ArrayList<>();
        try (AllowlistWriter writer = new AllowlistWriter(kafka, topic)) {
            for (StandingRule rule : live.rules().rules()) {
                if (AllowEventJson.isOf(host, new AllowEvent.Allow(rule.rule(), rule.by()))) {
                    writer.append(new AllowEvent.Disallow(rule.id(), BY));
                    takenBack.add(rule.id());
                }
            }
        }
        whole(place, value -> {
            Optional<AllowEvent> event = AllowEventJson.read(value);
            return event.isEmpty()
                    ? Optional.of(value).filter(other -> !isNamedIn(other))
                    : AllowEventJson.without(host, event.get()).map(AllowEventJson::write);
        });
        return takenBack;
    }

    /** Writes the audit anew, and has it say so. */
    void audit(String topic, AuditLog log, String who) throws ExecutionException, InterruptedException {
        TopicPartition place = new TopicPartition(topic, 0);
        long end = append(place, value -> isNamedIn(value) ? RewrittenEntry.without(host, value) : Optional.of(value));
        List<byte[]> rewritten = new ArrayList<>();
        read(place, Long.MAX_VALUE).values().stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .filter(RewrittenEntry::isRewritten)
                .forEach(rewritten::add);
        log.append(who, "operator", RewrittenEntry.ACTION, RewrittenEntry.details(rewritten));
        deleteBefore(place, end);
    }

    private void whole(TopicPartition place, Change change) throws ExecutionException, InterruptedException {
        deleteBefore(place, append(place, change));
    }

    /** Appends all records anew; returns where they begin, behind all that was there. */
    private long append(TopicPartition place, Change change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            NavigableMap<Long, ConsumerRecord<byte[], byte[]>> old = read(place, Long.MAX_VALUE);
            long end = old.values().stream()
                    .mapToLong(record -> record.offset() + 1)
                    .max()
                    .orElse(0);
            long first = append(old, change);
            if (first < 0 || first == end) {
                return end;
            }
        }
        throw new IllegalStateException(
                place.topic() + " is written to all the time: ask again when nobody writes to it");
    }

    /** Returns the offset of the first that was appended; -1 if there is none. */
    private long append(NavigableMap<Long, ConsumerRecord<byte[], byte[]>> old, Change change) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        old.values()
                .forEach(record -> change.of(record.value() == null ? new byte[0] : record.value())
                        .ifPresent(value -> sent.add(producer.send(anew(record, value)))));
        producer.flush();
        long first = -1;
        for (Future<RecordMetadata> one : sent) {
            long offset = KafkaCall.outcome(one, "writing without " + host).offset();
            first = first < 0 ? offset : first;
        }
        return first;
    }

    private ProducerRecord<byte[], byte[]> anew(ConsumerRecord<byte[], byte[]> old, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(old.topic(), old.partition(), isNamedIn(old.key()) ? null : old.key(), value);
        for (Header header : old.headers()) {
            if (!isNamedIn(header.value())) {
                record.headers().add(header);
            }
        }
        firstPlace(old).addTo(record.headers());
        return record;
    }

    private NavigableMap<Long, ConsumerRecord<byte[], byte[]>> read(TopicPartition place, long end) {
        NavigableMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
        try (TopicScan scan = TopicScan.committed(kafka, List.of(place.topic()), place::equals)) {
            scan.forEach(record -> {
                if (record.offset() < end) {
                    records.put(firstPlace(record).offset(), record);
                }
            });
        }
        return records;
    }

    private void deleteBefore(TopicPartition place, long end) throws ExecutionException, InterruptedException {
        if (end > 0) {
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(end)))
                    .all()
                    .get();
        }
    }

    private static FirstPlace firstPlace(ConsumerRecord<byte[], byte[]> record) {
        return FirstPlace.of(record.headers(), record.offset(), record.timestamp());
    }

    private boolean isNamedIn(byte @Nullable [] bytes) {
        return bytes != null && host.isNamedIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}

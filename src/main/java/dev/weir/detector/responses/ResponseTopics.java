package dev.weir.detector.responses;

import dev.weir.response.ResponseStep;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.BoundedConsumer;
import dev.weir.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads and writes for the process that decides: alerts and the model log in, steps out. A step and the offsets of what it was decided
 * on are written in one transaction, so each is decided once; and who takes over as decider shuts out the one before.
 */
final class ResponseTopics implements AutoCloseable {
    /** So many of the latest model events are read again at the start, for what was said recently. */
    private static final long REMEMBERED_EVENTS = 10_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final int TRANSACTION_MILLIS = 10_000;

    private final Map<String, Object> kafka;
    private final String alerts;
    private final String modelLog;
    private final String responses;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;

    /** @param group under which offsets are kept */
    ResponseTopics(Map<String, Object> kafka, String alerts, String modelLog, String responses, String group) {
        this.kafka = new TreeMap<>(kafka);
        this.alerts = alerts;
        this.modelLog = modelLog;
        this.responses = responses;
        Map<String, Object> out = new TreeMap<>(kafka);
        out.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        out.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        Map<String, Object> in = BoundedConsumer.patient(kafka);
        in.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        in.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        in.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        in.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.producer = new KafkaProducer<>(out, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = BoundedConsumer.ofStrangers(in);
    }

    /** Shuts out whoever decided before, and returns all steps, in the order of their times. */
    List<ResponseStep> takeOver() {
        producer.initTransactions();
        List<ResponseStep> steps = new ArrayList<>();
        try (TopicScan scan = TopicScan.committed(kafka, List.of(responses))) {
            scan.forEach(record -> ResponseJson.read(record.value()).ifPresent(steps::add));
        }
        steps.sort(Comparator.comparing(ResponseStep::at));
        return steps;
    }

    /** The recent model events that were decided on before. */
    List<ConsumerRecord<byte[], byte[]>> remembered() {
        TopicPartition log = new TopicPartition(modelLog, 0);
        long end = Objects.requireNonNull(positions(List.of(log)).get(log));
        List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();
        try (TopicScan scan =
                TopicScan.committed(kafka, List.of(modelLog)).from(log, Math.max(0, end - REMEMBERED_EVENTS))) {
            scan.forEach(record -> {
                if (record.offset() < end) {
                    events.add(record);
                }
            });
        }
        return events;
    }

    /** Goes on where the one before stopped; at the start of all, with what comes from now on. */
    void follow() {
        List<TopicPartition> all = new ArrayList<>(partitions(alerts));
        all.add(new TopicPartition(modelLog, 0));
        Map<TopicPartition, Long> positions = positions(all);
        consumer.assign(all);
        positions.forEach(consumer::seek);
        if (consumer.committed(new HashSet<>(all)).containsValue(null)) {
            // Or an alert that came before the first step would be skipped by whoever follows this process.
            commit(List.of());
        }
    }

    private Map<TopicPartition, Long> positions(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.committed(new HashSet<>(partitions)).forEach((partition, committed) -> {
            if (committed != null) {
                long offset = Math.max(committed.offset(), beginnings.getOrDefault(partition, 0L));
                positions.merge(partition, offset, Math::min);
            }
        });
        return positions;
    }

    /** What has come, awaited so long at most, or until {@link #wake}. */
    Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (WakeupException e) {
            return List.of();
        }
    }

    /** Ends the wait for what comes. To be called by any thread, once it {@linkplain #follow follows}. */
    void wake() {
        consumer.wakeup();
    }

    /** Whether a record is an alert; else it is a model event. */
    boolean isAlert(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(alerts);
    }

    /** Writes steps, and that all that was polled is decided on. */
    void commit(List<ResponseStep> steps) {
        producer.beginTransaction();
        for (ResponseStep step : steps) {
            byte[] key = step.id().getBytes(StandardCharsets.US_ASCII);
            // What fails is thrown when the transaction is committed.
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(responses, key, ResponseJson.write(step)));
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}

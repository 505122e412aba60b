package dev.weir.detector.responses;

import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.response.record.AlertRecord;
import dev.weir.response.rehearsal.Rehearsal;
import dev.weir.topics.BoundedConsumer;
import dev.weir.topics.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a rehearsal the alerts and verdicts that Kafka keeps, in the order of their times. */
public final class RehearsalRun {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalRun.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private RehearsalRun() {}

    /** @param kafka settings of any Kafka client */
    public static void run(Map<String, Object> kafka, TopicNames names, Instant since, Rehearsal rehearsal) {
        List<ConsumerRecord<byte[], byte[]>> records = read(kafka, List.of(names.alerts(), names.modelLog()), since);
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Instant at = Instant.ofEpochMilli(record.timestamp());
            if (record.topic().equals(names.alerts())) {
                AlertRecord.read(record.value()).ifPresent(alert -> rehearsal.alert(alert, at));
            } else {
                verdict(record, at, rehearsal);
            }
        }
    }

    private static void verdict(ConsumerRecord<byte[], byte[]> record, Instant at, Rehearsal rehearsal) {
        try {
            if (record.value() != null && ModelEventCodec.decode(record.value()) instanceof ModelEvent.Learn learn) {
                rehearsal.verdict(
                        learn.lesson().flowId(),
                        learn.lesson().verdict(),
                        learn.lesson().analyst(),
                        record.offset() + 1,
                        at);
            }
        } catch (MalformedEventException e) {
            LOG.debug("event {} of the model log is not understood", record.offset());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            Map<String, Object> kafka, List<String> topics, Instant since) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = BoundedConsumer.ofStrangers(settings)) {
            Map<TopicPartition, Long> times = new HashMap<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(partition ->
                                times.put(new TopicPartition(topic, partition.partition()), since.toEpochMilli()));
            }
            consumer.assign(times.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) -> consumer.seek(
                            partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }
}

package dev.weir.detector.responses;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.response.AlertFacts;
import dev.weir.response.record.AlertRecord;
import dev.weir.response.rehearsal.Rehearsal;
import dev.weir.topics.TopicNames;
import dev.weir.topics.TopicScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a rehearsal the alerts and verdicts that Kafka keeps, in the order of their times. */
public final class RehearsalRun {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalRun.class);

    private RehearsalRun() {}

    /** What was told at a time, without the record that told it. */
    private record Told(long atMillis, BiConsumer<Rehearsal, Instant> tell) {}

    /** @param kafka settings of any Kafka client */
    public static void run(Map<String, Object> kafka, TopicNames names, Instant since, Rehearsal rehearsal) {
        List<Told> past = new ArrayList<>();
        try (TopicScan scan = TopicScan.committed(kafka, List.of(names.alerts(), names.modelLog()))) {
            scan.since(since).forEach(record -> {
                BiConsumer<Rehearsal, Instant> tell =
                        record.topic().equals(names.alerts()) ? alert(record) : verdict(record);
                if (tell != null) {
                    past.add(new Told(record.timestamp(), tell));
                }
            });
        }
        past.sort(Comparator.comparingLong(Told::atMillis));
        past.forEach(told -> told.tell().accept(rehearsal, Instant.ofEpochMilli(told.atMillis())));
    }

    private static @Nullable BiConsumer<Rehearsal, Instant> alert(ConsumerRecord<byte[], byte[]> record) {
        AlertFacts alert = AlertRecord.read(record.value()).orElse(null);
        return alert == null ? null : (rehearsal, at) -> rehearsal.alert(alert, at);
    }

    private static @Nullable BiConsumer<Rehearsal, Instant> verdict(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null || !(ModelEventCodec.decode(record.value()) instanceof ModelEvent.Learn learn)) {
                return null;
            }
            FlowId flowId = learn.lesson().flowId();
            Verdict verdict = learn.lesson().verdict();
            String analyst = learn.lesson().analyst();
            long version = record.offset() + 1;
            return (rehearsal, at) -> rehearsal.verdict(flowId, verdict, analyst, version, at);
        } catch (MalformedEventException e) {
            LOG.debug("event {} of the model log is not understood", record.offset());
            return null;
        }
    }
}

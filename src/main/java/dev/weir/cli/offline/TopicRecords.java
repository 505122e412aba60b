package dev.weir.cli.offline;

import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.doctor.Examination;
import dev.weir.service.KafkaTarget;
import dev.weir.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The newest records of a topic, as flow records to examine. */
final class TopicRecords implements Examination.Source, AutoCloseable {
    private final TopicScan scan;

    /** @param most how many records at most, of all partitions together */
    TopicRecords(KafkaTarget kafka, String topic, int most) {
        scan = TopicScan.committed(kafka.client(Map.of()), List.of(topic));
        scan.newest(Math.max(1, most / Math.max(1, scan.partitions())));
    }

    @Override
    public @Nullable FlowRecord next() {
        ConsumerRecord<byte[], byte[]> record = scan.next();
        if (record == null) {
            return null;
        }
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
        scan.close();
    }
}

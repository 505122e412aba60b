package dev.weir.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record that was set aside: key and value as received, and in its headers why, and where it came from. */
final class DeadLetter {
    /** Code of the reason, such as {@code malformed_json}. */
    static final String REASON = "weir.reason";
    /** The reason for a reader. */
    static final String DETAIL = "weir.detail";
    /** Topic, partition and offset of the record. */
    static final String TOPIC = "weir.topic";

    static final String PARTITION = "weir.partition";
    static final String OFFSET = "weir.offset";

    private DeadLetter() {}

    /** The record to send, with the headers it came with and those that say why. */
    static Record<byte @Nullable [], byte @Nullable []> of(
            Record<byte[], byte[]> received, Origin origin, String reason, String detail) {
        Headers headers = new RecordHeaders(received.headers());
        put(headers, REASON, reason);
        put(headers, DETAIL, detail);
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        return new Record<>(received.key(), received.value(), received.timestamp(), headers);
    }

    private static void put(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where a record stood.
     *
     * @param topic its topic
     * @param partition its partition
     * @param offset its offset
     */
    record Origin(String topic, int partition, long offset) {
        static Origin of(RecordMetadata metadata) {
            return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
        }
    }
}

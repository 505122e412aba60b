package dev.weir.stream;

import dev.weir.ingest.FlowFile;
import dev.weir.topics.BoundedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record that was set aside: key and value as received, and in its headers why, and where it came from. A record of a hundred
 * megabytes can be small on its way to Kafka, if it is compressed, and then is larger than what Kafka takes back; of such a
 * one the beginnings are kept. The whole stands where it came from.
 */
public final class DeadLetter {
    /** Code of the reason, such as {@code malformed_json}. */
    public static final String REASON = "weir.reason";
    /** The reason for a reader. */
    public static final String DETAIL = "weir.detail";
    /** Topic, partition and offset of the record. */
    public static final String TOPIC = "weir.topic";

    static final String PARTITION = "weir.partition";
    static final String OFFSET = "weir.offset";

    /** Bytes of key, value and headers as received, if not all of them are here. */
    public static final String CUT = "weir.cut";

    /** What all of these start with, and nothing that a sender put there does. */
    private static final String OWN = "weir.";
    /** A sender's own all the same: what the record needs to be read, when it is sent again. */
    private static final Set<String> SENDERS = Set.of(FlowFile.LAYOUT_HEADER);

    /** Kafka takes 1,048,588 bytes as it comes, with the headers that are put on here. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int KEPT_BYTES = 64 * 1024;

    private DeadLetter() {}

    /** The record to send, with the headers it came with and those that say why. */
    static Record<byte @Nullable [], byte @Nullable []> of(
            Record<byte[], byte[]> received, Origin origin, String reason, String detail) {
        long bytes = size(received);
        boolean isCut = bytes > MOST_BYTES || BoundedBytes.cutOff(received.headers()) > 0;
        Headers headers = isCut ? new RecordHeaders() : ofSender(received.headers());
        if (isCut) {
            put(headers, CUT, Long.toString(bytes));
        }
        put(headers, REASON, reason);
        put(headers, DETAIL, detail);
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        return new Record<>(
                isCut ? beginning(received.key()) : received.key(),
                isCut ? beginning(received.value()) : received.value(),
                received.timestamp(),
                headers);
    }

    /** Without those that would pass for Weir's own word. */
    private static Headers ofSender(Headers received) {
        Headers kept = new RecordHeaders();
        for (Header header : received) {
            if (!header.key().startsWith(OWN) || SENDERS.contains(header.key())) {
                kept.add(header);
            }
        }
        return kept;
    }

    /** Bytes of key, value and headers as they were on the topic. */
    static long size(Record<byte[], byte[]> received) {
        long bytes = (long) length(received.key()) + length(received.value()) + BoundedBytes.cutOff(received.headers());
        for (Header header : received.headers()) {
            bytes += BoundedBytes.isNote(header) ? 0 : header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
        return bytes != null && bytes.length > KEPT_BYTES ? Arrays.copyOf(bytes, KEPT_BYTES) : bytes;
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

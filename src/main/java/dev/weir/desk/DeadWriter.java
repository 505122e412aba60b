package dev.weir.desk;

import dev.weir.flow.Printable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Counts dead letters by reason, and keeps the latest few of each. */
final class DeadWriter {
    private static final int KEPT_SAMPLES = 5;
    private static final int MOST_SHOWN = 400;

    private final DeskWriter desk;
    private final String feedbackTopic;

    DeadWriter(DeskWriter desk, String feedbackTopic) {
        this.desk = desk;
        this.feedbackTopic = feedbackTopic;
    }

    void write(Headers headers, byte @Nullable [] value, long atMillis) throws SQLException {
        String topic = header(headers, "weir.topic");
        String reason = header(headers, "weir.reason");
        int partition = (int) number(header(headers, "weir.partition"));
        long offset = number(header(headers, "weir.offset"));
        desk.update(
                "INSERT INTO dead(topic, reason, count, last) VALUES(?, ?, 1, ?) ON CONFLICT(topic, reason)"
                        + " DO UPDATE SET count = count + 1, last = max(last, excluded.last)",
                topic,
                reason,
                atMillis);
        if (topic.equals(feedbackTopic)) {
            desk.update(
                    "INSERT OR IGNORE INTO dead_verdicts(partition, place, reason) VALUES(?, ?, ?)",
                    partition,
                    offset,
                    reason);
        }
        desk.update(
                "INSERT INTO dead_samples(topic, reason, partition, place, detail, beginning) VALUES(?, ?, ?, ?, ?, ?)",
                topic,
                reason,
                partition,
                offset,
                header(headers, "weir.detail"),
                beginning(value));
        desk.update(
                "DELETE FROM dead_samples WHERE s IN (SELECT s FROM dead_samples WHERE topic = ? AND reason = ?"
                        + " ORDER BY s DESC LIMIT -1 OFFSET " + KEPT_SAMPLES + ")",
                topic,
                reason);
        desk.change("dead-letter", new ChangeJson().put("topic", topic).put("reason", reason));
    }

    /** Deletes the kept beginnings that have a text in them. */
    void forget(String text) throws SQLException {
        desk.update("DELETE FROM dead_samples WHERE instr(beginning, ?) > 0 OR instr(detail, ?) > 0", text, text);
    }

    private static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : Printable.escape(new String(header.value(), StandardCharsets.UTF_8), MOST_SHOWN);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String beginning(byte @Nullable [] value) {
        return value == null
                ? ""
                : Printable.escape(
                        new String(value, 0, Math.min(value.length, MOST_SHOWN), StandardCharsets.UTF_8), MOST_SHOWN);
    }
}

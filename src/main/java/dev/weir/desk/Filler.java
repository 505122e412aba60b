package dev.weir.desk;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads records of Weir's topics into the desk, each once: what was read stands in the same transaction as what was made of it. */
final class Filler {
    /** Who was away for longer than this many changes loads what is shown anew. */
    private static final long KEPT_CHANGES = 10_000;

    private static final int MOST_PRUNED = 5_000;

    private final DeskTopics topics;
    private final Connection connection;
    private final DeskWriter desk;
    private final AllowWriter allowed;
    private final AlertWriter alerts;
    private final VerdictWriter verdicts;
    private final ModelWriter model;
    private final DeadWriter dead;
    private final Map<TopicPartition, Long> places = new HashMap<>();

    Filler(DeskTopics topics, Connection connection, boolean live) throws SQLException {
        this.topics = topics;
        this.connection = connection;
        this.desk = new DeskWriter(connection, live);
        this.allowed = new AllowWriter(desk);
        this.alerts = new AlertWriter(desk, allowed);
        this.verdicts = new VerdictWriter(desk, alerts);
        this.model = new ModelWriter(desk);
        this.dead = new DeadWriter(desk, topics.feedback());
        try (ResultSet rows =
                desk.prepare("SELECT topic, partition, next FROM places").executeQuery()) {
            while (rows.next()) {
                places.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
    }

    /** Where each partition goes on, as far as any was read. */
    Map<TopicPartition, Long> places() {
        return Map.copyOf(places);
    }

    /**
     * All of them, or after an exception none. A desk that is filled is one transaction to its end: each commit would write the pages
     * of every index again.
     */
    void take(Iterable<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> next) throws SQLException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(record);
            }
            for (Map.Entry<TopicPartition, Long> place : next.entrySet()) {
                desk.update(
                        "INSERT INTO places(topic, partition, next) VALUES(?, ?, ?)"
                                + " ON CONFLICT(topic, partition) DO UPDATE SET next = excluded.next",
                        place.getKey().topic(),
                        place.getKey().partition(),
                        place.getValue());
            }
            if (desk.isLive()) {
                desk.update("DELETE FROM changes WHERE id <= (SELECT max(id) FROM changes) - " + KEPT_CHANGES);
                connection.commit();
            }
            places.putAll(next);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws SQLException {
        String topic = record.topic();
        if (topic.equals(topics.alerts()) && record.value() == null) {
            alerts.forget(record.key());
        } else if (topic.equals(topics.alerts())) {
            AlertRecord alert = AlertRecord.read(record.value());
            if (alert != null) {
                alerts.write(alert, record.value(), record.timestamp());
            }
        } else if (topic.equals(topics.feedback())) {
            verdicts.write(record.partition(), record.offset(), record.value(), record.timestamp());
        } else if (topic.equals(topics.allowlist())) {
            allowed.write(record.offset(), record.value(), record.timestamp());
        } else if (topic.equals(topics.modelLog())) {
            model.write(record.offset(), record.value(), record.timestamp());
        } else if (topic.equals(topics.deadLetters()) && record.value() == null && isBare(record)) {
            dead.forget(new String(record.key(), StandardCharsets.UTF_8));
        } else if (topic.equals(topics.audit())) {
            verdicts.writeAudit(record.value(), record.timestamp());
        } else if (topic.equals(topics.deadLetters())) {
            dead.write(record.headers(), record.value(), record.timestamp());
        }
    }

    /** Dead letters have headers that say why; a tombstone has none. */
    private static boolean isBare(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && record.headers().toArray().length == 0;
    }

    /** Forgets what is older than the topics keep, a bounded number at a time; returns whether there is more. */
    boolean prune(long nowMillis, Duration retention) throws SQLException {
        long before = AlertKey.first(nowMillis - retention.toMillis());
        String old = " IN (SELECT n FROM alerts WHERE n < ? ORDER BY n LIMIT " + MOST_PRUNED + ")";
        desk.update(
                "INSERT INTO alert_words(alert_words, rowid, words) SELECT 'delete', n, words FROM alerts WHERE n"
                        + old,
                before);
        desk.update("DELETE FROM alert_records WHERE n" + old, before);
        desk.update("DELETE FROM alert_flows WHERE n" + old, before);
        int pruned = desk.update("DELETE FROM alerts WHERE n" + old, before);
        desk.update("DELETE FROM verdicts WHERE at < ?", nowMillis - retention.toMillis());
        desk.update("DELETE FROM assignments WHERE at < ?", nowMillis - retention.toMillis());
        connection.commit();
        return pruned == MOST_PRUNED;
    }

    /** Makes what was read so far searchable; readers may come from here on. */
    void finish(String generation) throws SQLException {
        verdicts.finish();
        Schema.index(connection);
        desk.update("INSERT OR REPLACE INTO meta(name, value) VALUES('generation', ?)", generation);
        desk.update("INSERT OR REPLACE INTO meta(name, value) VALUES('whole', 'yes')");
        connection.commit();
    }

    void close() throws SQLException {
        desk.close();
        connection.close();
    }
}

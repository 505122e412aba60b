package dev.weir.desk;

import dev.weir.flow.Host;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.wire.FirstPlace;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
    private boolean isForgetting;

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
        FirstPlace place = FirstPlace.of(record.headers(), record.offset(), record.timestamp());
        String topic = record.topic();
        if (topic.equals(topics.alerts()) && record.value() == null) {
            alerts.forget(record.key());
            isForgetting = true;
        } else if (topic.equals(topics.alerts())) {
            AlertRecord alert = AlertRecord.read(record.value());
            if (alert != null) {
                alerts.write(alert, record.value(), record.timestamp());
            }
        } else if (topic.equals(topics.feedback())) {
            verdicts.write(record.partition(), place.offset(), record.value(), place.atMillis());
        } else if (topic.equals(topics.allowlist())) {
            allowed.write(place.offset(), record.value(), place.atMillis());
        } else if (topic.equals(topics.modelLog())) {
            model.write(record.offset(), record.value(), record.timestamp());
        } else if (topic.equals(topics.deadLetters()) && record.value() == null && isBare(record)) {
            forget(new String(record.key(), StandardCharsets.UTF_8));
        } else if (topic.equals(topics.audit())) {
            verdicts.writeAudit(record.value(), place.atMillis());
        } else if (topic.equals(topics.deadLetters())) {
            dead.write(record.headers(), record.value(), record.timestamp());
        }
    }

    /** Forgets a host in one of its spellings, wherever people or strangers wrote it; alerts go by tombstones of their own. */
    private void forget(String text) throws SQLException {
        if (!Host.isValid(text)) {
            return;
        }
        NamedHost host = NamedHost.of(List.of(text));
        dead.forget(text);
        verdicts.forget(host);
        alerts.forget(host);
        allowed.forget(host);
        desk.update("DELETE FROM changes WHERE instr(json, ?) > 0", text);
        isForgetting = true;
    }

    /** After a host was forgotten, has no byte of the rows stay in the index of words, in free pages and in the journal; for when nothing else is to do. */
    boolean forgetBytes() throws SQLException {
        if (!isForgetting || !desk.isLive()) {
            return false;
        }
        isForgetting = false;
        desk.update("INSERT INTO alert_words(alert_words) VALUES('optimize')");
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            connection.setAutoCommit(false);
        }
        return true;
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

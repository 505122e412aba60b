package dev.weir.desk;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers questions about alerts, verdicts and model events from the desk's file. Thread-safe; {@link DeskFeed} makes it. */
public final class Desk implements AutoCloseable {
    private static final int MOST_COUNTED = 10_000;
    /** So many of the newest rows are looked through for words before the index is asked. */
    private static final int LOOKED_THROUGH = 40_000;

    private static final long DAY_MILLIS = 86_400_000;
    private static final String VERDICT =
            "SELECT v.partition || '-' || v.place, v.flow, v.analyst, v.verdict, v.category,"
                    + " v.comment, v.at, v.undone, (SELECT min(m.version) FROM model_events m WHERE m.flow = v.flow AND m.by ="
                    + " v.analyst AND m.verdict = v.verdict AND m.version > (SELECT coalesce(max(u.version), 0) FROM model_events u WHERE u.flow = v.flow"
                    + " AND u.name = v.analyst AND u.kind = 'unlearn' AND u.at <= v.at)), d.reason FROM verdicts v LEFT JOIN dead_verdicts d ON d.partition ="
                    + " v.partition AND d.place = v.place ";
    private static final String EVENT =
            "SELECT version, kind, at, by, flow, verdict, category, correction, name, to_version FROM model_events ";

    private final Readers readers;
    private final String generation;

    Desk(Path file) throws SQLException {
        this.readers = new Readers(new DeskFile(file));
        this.generation =
                readers
                        .list("SELECT value FROM meta WHERE name = 'generation'", List.of(), row -> row.getString(1))
                        .stream()
                        .findFirst()
                        .orElse("");
    }

    /** Names this filling of the desk: changes of another one have other numbers. */
    public String generation() {
        return generation;
    }

    /** A page of alerts. */
    public AlertPage alerts(AlertQuery query) {
        return alerts(query, LOOKED_THROUGH);
    }

    AlertPage alerts(AlertQuery query, int lookedThrough) {
        List<AlertRow> rows =
                AlertSql.isForTheNewest(query) ? newestFirst(query, lookedThrough) : found(query, lookedThrough);
        if (rows.size() <= query.limit()) {
            return new AlertPage(rows, null);
        }
        List<AlertRow> page = rows.subList(0, query.limit());
        AlertRow last = page.get(page.size() - 1);
        return new AlertPage(page, new Cursor(last.score(), last.number()).text());
    }

    /** Looks through the newest, and asks the index for what is missing. */
    private List<AlertRow> newestFirst(AlertQuery query, int lookedThrough) {
        long number = number(AlertSql.numberAt(query, lookedThrough));
        List<AlertRow> rows = new ArrayList<>(rows(AlertSql.since(query, number)));
        if (rows.size() <= query.limit() && number > 0) {
            List<AlertRow> older = rows(AlertSql.of(query.after(new Cursor(0, number).text())));
            rows.addAll(older.subList(0, Math.min(older.size(), query.limit() + 1 - rows.size())));
        }
        return rows;
    }

    /** Of an interval with more rows than are sorted in no time, by going down the scores: it soon fills a page. */
    private List<AlertRow> found(AlertQuery query, int sorted) {
        return rows(
                AlertSql.isIntervalByScore(query) && number(AlertSql.numberInInterval(query, sorted)) > 0
                        ? AlertSql.downTheScores(query)
                        : AlertSql.of(query));
    }

    /** The number that is asked for; 0 if there is none. */
    private long number(AlertSql sql) {
        List<Long> numbers = readers.list(sql.sql(), sql.parameters(), row -> row.getLong(1));
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    private List<AlertRow> rows(AlertSql sql) {
        return readers.list(sql.sql(), sql.parameters(), Desk::row);
    }

    /** An alert by its id, or by that of one of its flows. */
    public Optional<AlertRow> alert(String id) {
        List<AlertRow> found =
                readers.list("SELECT " + AlertSql.COLUMNS + " FROM alerts a WHERE a.id = ?", List.of(id), Desk::row);
        if (found.isEmpty()) {
            found = readers.list(
                    "SELECT " + AlertSql.COLUMNS + " FROM alert_flows f JOIN alerts a ON a.n = f.n WHERE f.flow = ?",
                    List.of(id),
                    Desk::row);
        }
        return found.stream().findFirst();
    }

    /** The newest record of an alert, as it is on the topic. */
    public Optional<byte[]> record(long number) {
        return readers
                .list("SELECT record FROM alert_records WHERE n = ?", List.of(number), row -> row.getBytes(1))
                .stream()
                .findFirst();
    }

    /** The newest records of the latest alerts in a state. */
    public List<byte[]> records(AlertState state, int most) {
        return readers.list(
                "SELECT r.record FROM alerts a JOIN alert_records r ON r.n = a.n WHERE a.state = ? ORDER BY a.n DESC LIMIT ?",
                List.of(state.code(), most),
                row -> row.getBytes(1));
    }

    /** How many alerts there are in each state; of more than ten thousand, that many. */
    public Map<AlertState, Integer> counts() {
        Map<AlertState, Integer> counts = new TreeMap<>();
        for (AlertState state : AlertState.values()) {
            counts.put(
                    state,
                    readers.list(
                                    "SELECT count(*) FROM (SELECT 1 FROM alerts WHERE state = ? LIMIT " + MOST_COUNTED
                                            + ")",
                                    List.of(state.code()),
                                    row -> row.getInt(1))
                            .get(0));
        }
        return counts;
    }

    /** The kinds of alerts there are, the most frequent first. */
    public List<String> kinds(int most) {
        return readers.list(
                "SELECT kind FROM alerts WHERE n > (SELECT coalesce(min(n), 0) FROM (SELECT n FROM alerts ORDER BY n DESC"
                        + " LIMIT " + MOST_COUNTED + ")) GROUP BY kind ORDER BY count(*) DESC LIMIT ?",
                List.of(most),
                row -> row.getString(1));
    }

    /** How many alerts were raised on each day, counted in UTC, by what analysts have made of them; the earliest first. */
    public List<DayCount> days(long fromMillis) {
        return readers.list(
                "SELECT n / ?, state, count(*) FROM alerts WHERE n >= ? GROUP BY 1, 2 ORDER BY 1, 2",
                List.of(AlertKey.first(DAY_MILLIS), AlertKey.first(fromMillis)),
                row -> new DayCount(row.getLong(1) * DAY_MILLIS, AlertState.ofCode(row.getInt(2)), row.getInt(3)));
    }

    /** How many alerts of each tenth of scores analysts have judged, and how many of these were threats; the lowest first. */
    public List<ScoreRecord> scoreRecord() {
        return readers.list(
                "SELECT min(9, CAST(score * 10 AS INTEGER)), count(*), sum(state = ?) FROM alerts WHERE state IN (?, ?)"
                        + " GROUP BY 1 ORDER BY 1",
                List.of(AlertState.MALICIOUS.code(), AlertState.MALICIOUS.code(), AlertState.BENIGN.code()),
                row -> new ScoreRecord(row.getInt(1) / 10.0, row.getInt(2), row.getInt(3)));
    }

    /** Alerts of a day in one state. */
    public record DayCount(long dayMillis, AlertState state, int alerts) {}

    /** Judged alerts whose score is from this up to a tenth more, and the threats among them. */
    public record ScoreRecord(double from, int judged, int malicious) {}

    /** What was said of the flows of an alert, the latest first. */
    public List<KeptVerdict> verdictsOf(AlertRow alert) {
        return readers.list(
                VERDICT + "WHERE v.flow = ? OR v.flow IN (SELECT flow FROM alert_flows WHERE n = ?)"
                        + " ORDER BY v.at DESC, v.place DESC LIMIT 100",
                List.of(alert.id(), alert.number()),
                Desk::verdict);
    }

    /** What was said of a flow, the latest first. */
    public List<KeptVerdict> verdictsOf(String flowId) {
        return readers.list(
                VERDICT + "WHERE v.flow = ? ORDER BY v.at DESC, v.place DESC LIMIT 100",
                List.of(flowId),
                Desk::verdict);
    }

    /** The latest verdicts. */
    public List<KeptVerdict> verdicts(int most) {
        return readers.list(VERDICT + "ORDER BY v.at DESC, v.place DESC LIMIT ?", List.of(most), Desk::verdict);
    }

    /** Where the lessons of an analyst on a flow begin in the model log; 0 if none is known. */
    public long firstLesson(KeptVerdict verdict) {
        return readers.list(
                        "SELECT coalesce(min(version), 1) - 1 FROM model_events WHERE kind = 'lesson' AND flow = ? AND by = ?",
                        List.of(verdict.flowId(), verdict.analyst()),
                        row -> row.getLong(1))
                .get(0);
    }

    /** A verdict by the partition and offset of its record. */
    public Optional<KeptVerdict> verdict(String id) {
        String[] parts = id.split("-", 2);
        try {
            List<Long> place = Arrays.stream(parts).map(Long::parseLong).toList();
            return place.size() < 2
                    ? Optional.empty()
                    : readers.list(VERDICT + "WHERE v.partition = ? AND v.place = ?", place, Desk::verdict).stream()
                            .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Model events before a version, the latest first. */
    public List<KeptEvent> history(long beforeVersion, boolean withLessons, int most) {
        return readers.list(
                EVENT + "WHERE version < ? " + (withLessons ? "" : "AND kind <> 'lesson' ")
                        + "ORDER BY version DESC LIMIT ?",
                List.of(beforeVersion, most),
                Desk::event);
    }

    /** The lesson that a model version begins to know; empty if that version came of something else. */
    public Optional<KeptEvent> event(long version) {
        return readers.list(EVENT + "WHERE version = ?", List.of(version), Desk::event).stream()
                .findFirst();
    }

    /** What was set aside, by topic and reason. */
    public List<DeadReason> deadLetters() {
        return readers.list(
                "SELECT topic, reason, count, last FROM dead ORDER BY last DESC",
                List.of(),
                row -> new DeadReason(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        samples(row.getString(1), row.getString(2))));
    }

    private List<DeadReason.Sample> samples(String topic, String reason) {
        return readers.list(
                "SELECT partition, place, detail, beginning FROM dead_samples WHERE topic = ? AND reason = ? ORDER BY s DESC",
                List.of(topic, reason),
                row -> new DeadReason.Sample(row.getInt(1), row.getLong(2), row.getString(3), row.getString(4)));
    }

    /** What changed after a change, in order. */
    public List<Change> changesAfter(long id, int most) {
        return readers.list(
                "SELECT id, kind, json FROM changes WHERE id > ? ORDER BY id LIMIT ?",
                List.of(id, most),
                row -> new Change(row.getLong(1), row.getString(2), row.getString(3)));
    }

    /** The numbers of the first and the last change that are remembered; both 0 if there are none. */
    public Change.Span changes() {
        return readers.list(
                        "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM changes",
                        List.of(),
                        row -> new Change.Span(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    @Override
    public void close() {
        try {
            readers.close();
        } catch (SQLException e) {
            throw new DeskException(e);
        }
    }

    private static AlertRow row(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return new AlertRow(
                number,
                row.getString(2),
                AlertKey.raisedAtMillis(number),
                AlertState.ofCode(row.getInt(3)),
                row.getString(4),
                row.getString(5),
                row.getDouble(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getInt(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getString(15),
                row.getString(16));
    }

    private static KeptVerdict verdict(ResultSet row) throws SQLException {
        return new KeptVerdict(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getInt(8) != 0,
                number(row, 9),
                row.getString(10));
    }

    private static KeptEvent event(ResultSet row) throws SQLException {
        return new KeptEvent(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8) != 0,
                row.getString(9),
                number(row, 10));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}

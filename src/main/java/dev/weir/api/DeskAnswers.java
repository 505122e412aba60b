package dev.weir.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.desk.DeadReason;
import dev.weir.desk.Desk;
import dev.weir.desk.DeskStanding;
import dev.weir.desk.KeptEvent;
import dev.weir.desk.KeptVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the desk's routes answer, as JSON has it. */
final class DeskAnswers {
    private static final int DATE = "2026-01-01".length();

    private DeskAnswers() {}

    /** How fresh an answer is: {@code live}, {@code cut_off} or {@code rebuilding}, and since when. */
    record Freshness(String state, long behind, Instant asOf) {
        static Freshness of(DeskStanding standing) {
            return new Freshness(
                    standing.state().name().toLowerCase(Locale.ROOT),
                    standing.behind(),
                    Instant.ofEpochMilli(standing.asOfMillis()));
        }
    }

    /** A page of alerts; counts are by state, at most ten thousand each. */
    record Alerts(
            List<AlertItem> alerts,
            @Nullable String next,
            Map<String, Integer> counts,
            long modelVersion,
            Freshness desk) {}

    /** Alerts of the last thirty days by day (UTC) and state, and how many of the judged ones were threats by score. */
    record Summary(List<Day> days, List<OfScore> scores) {
        static Summary of(List<Desk.DayCount> days, List<Desk.ScoreRecord> scores) {
            Map<String, Map<String, Integer>> byDay = new TreeMap<>();
            days.forEach(day -> byDay.computeIfAbsent(
                            Instant.ofEpochMilli(day.dayMillis()).toString().substring(0, DATE), key -> new TreeMap<>())
                    .put(day.state().word(), day.alerts()));
            return new Summary(
                    byDay.entrySet().stream()
                            .map(day -> new Day(day.getKey(), day.getValue()))
                            .toList(),
                    scores.stream()
                            .map(one -> new OfScore(one.from(), one.judged(), one.malicious()))
                            .toList());
        }
    }

    /** Alerts raised on a day, by state. */
    record Day(String day, Map<String, Integer> alerts) {}

    /** Judged alerts with a score from this up to a tenth more, and the threats among them. */
    record OfScore(double from, int judged, int malicious) {}

    /** Who looks after how many alerts now; null if nobody does. */
    record Assigned(int alerts, @Nullable String assignee) {}

    /** One alert with what is known about it; the record is as on the topic, without the packed features. */
    record OneAlert(
            AlertItem alert,
            JsonNode record,
            List<Verdict> verdicts,
            List<AlertItem> earlier,
            long modelVersion,
            Freshness desk) {}

    /** A verdict: {@code waiting}, {@code learned}, {@code undone} or {@code set_aside}. */
    record Verdict(
            String feedbackId,
            String flowId,
            String verdict,
            @Nullable String category,
            String analyst,
            @Nullable String comment,
            Instant at,
            String state,
            @Nullable Long modelVersion,
            @Nullable String reason) {
        static Verdict of(KeptVerdict kept) {
            return new Verdict(
                    kept.id(),
                    kept.flowId(),
                    kept.verdict(),
                    kept.category(),
                    kept.analyst(),
                    kept.comment(),
                    Instant.ofEpochMilli(kept.atMillis()),
                    state(kept),
                    kept.learnedIn(),
                    kept.setAside());
        }

        private static String state(KeptVerdict kept) {
            if (kept.undone()) {
                return "undone";
            }
            if (kept.setAside() != null) {
                return "set_aside";
            }
            return kept.learnedIn() == null ? "waiting" : "learned";
        }
    }

    /** An event of the model log. */
    record ModelEvent(
            long version,
            String event,
            Instant at,
            String by,
            @Nullable String flowId,
            @Nullable String verdict,
            @Nullable String category,
            boolean correction,
            @Nullable String name,
            @Nullable Long toVersion) {
        static ModelEvent of(KeptEvent kept) {
            return new ModelEvent(
                    kept.version(),
                    kept.kind(),
                    Instant.ofEpochMilli(kept.atMillis()),
                    kept.by(),
                    kept.flowId(),
                    kept.verdict(),
                    kept.category(),
                    kept.correction(),
                    kept.name(),
                    kept.toVersion());
        }
    }

    /** What was set aside for one reason. */
    record DeadLetters(String topic, String reason, long count, Instant lastAt, List<DeadReason.Sample> samples) {
        static DeadLetters of(DeadReason reason) {
            return new DeadLetters(
                    reason.topic(),
                    reason.reason(),
                    reason.count(),
                    Instant.ofEpochMilli(reason.lastAtMillis()),
                    reason.samples());
        }
    }

    /** What became of what was sent. */
    record Sent(int sent, List<Link> feedback) {}

    /** Where to ask what became of one verdict. */
    record Link(String feedbackId, String href) {
        static Link of(String id) {
            return new Link(id, Route.ROOT + "/feedback/" + id);
        }
    }
}

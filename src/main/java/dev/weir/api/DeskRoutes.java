package dev.weir.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.desk.AlertPage;
import dev.weir.desk.AlertQuery;
import dev.weir.desk.AlertRow;
import dev.weir.desk.Desk;
import dev.weir.desk.DeskFeed;
import dev.weir.detector.Detector;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes of the desk: alerts, verdicts, the history of the model, and dead letters. */
final class DeskRoutes {
    private static final int EARLIER = 10;
    private static final int MOST_EVENTS = 500;
    private static final int MOST_KINDS = 50;
    private static final Duration SUMMARY = Duration.ofDays(30);

    private final Optional<DeskFeed> feed;
    private final Detector detector;
    private final Clock clock;

    DeskRoutes(Optional<DeskFeed> feed, Detector detector, Clock clock) {
        this.clock = clock;
        this.feed = feed;
        this.detector = detector;
    }

    /** The version is read before the scores, which may then be of a newer model, but of no older one. */
    void alerts(Context context) {
        long version = detector.modelVersion();
        Desk desk = desk();
        AlertPage page = desk.alerts(AlertFilter.of(context));
        Map<String, Integer> counts = new TreeMap<>();
        desk.counts().forEach((state, count) -> counts.put(state.word(), count));
        ApiRoutes.answer(
                context, new DeskAnswers.Alerts(items(desk, page.rows()), page.next(), counts, version, freshness()));
    }

    void kinds(Context context) {
        ApiRoutes.answer(context, desk().kinds(MOST_KINDS));
    }

    /** How many recent alerts there were, and how many of them were right. */
    void summary(Context context) {
        Desk desk = desk();
        long from = clock.millis() - SUMMARY.toMillis();
        ApiRoutes.answer(context, DeskAnswers.Summary.of(desk.days(from), desk.scoreRecord()));
    }

    void alert(Context context) {
        long version = detector.modelVersion();
        Desk desk = desk();
        String id = context.pathParam("id");
        AlertRow row = desk.alert(id)
                .orElseThrow(() -> new NotFoundResponse("there is no alert of this id, or its time is over"));
        byte[] record = desk.record(row.number()).orElse(new byte[] {'{', '}'});
        AlertQuery ofHost = new AlertQuery(
                null,
                null,
                null,
                row.source(),
                null,
                null,
                null,
                row.raisedAtMillis(),
                null,
                AlertQuery.Order.NEWEST,
                EARLIER,
                null);
        ApiRoutes.answer(
                context,
                new DeskAnswers.OneAlert(
                        AlertItem.of(row, scoreNow(record)),
                        shown(record),
                        desk.verdictsOf(row).stream()
                                .map(DeskAnswers.Verdict::of)
                                .toList(),
                        items(desk, desk.alerts(ofHost).rows()),
                        version,
                        freshness()));
    }

    void verdict(Context context) {
        ApiRoutes.answer(
                context,
                desk().verdict(context.pathParam("id"))
                        .map(DeskAnswers.Verdict::of)
                        .orElseThrow(() -> new NotFoundResponse("no verdict of this id is known yet: ask again")));
    }

    void verdicts(Context context) {
        int limit = AlertFilter.limit(context, MOST_EVENTS);
        ApiRoutes.answer(
                context,
                desk().verdicts(limit).stream().map(DeskAnswers.Verdict::of).toList());
    }

    void history(Context context) {
        long before = Optional.ofNullable(AlertFilter.number(context, "before")).orElse(Long.MAX_VALUE);
        boolean lessons = !"false".equals(context.queryParam("lessons"));
        int limit = AlertFilter.limit(context, MOST_EVENTS);
        ApiRoutes.answer(
                context,
                desk().history(before, lessons, limit).stream()
                        .map(DeskAnswers.ModelEvent::of)
                        .toList());
    }

    void deadLetters(Context context) {
        ApiRoutes.answer(
                context,
                desk().deadLetters().stream().map(DeskAnswers.DeadLetters::of).toList());
    }

    /** The desk as it is now. */
    Desk desk() {
        DeskFeed open = feed.orElseThrow(() -> new ServiceUnavailableResponse("this detector has no desk"));
        return open.desk()
                .orElseThrow(() -> new ServiceUnavailableResponse("the desk is being filled from the topics, "
                        + open.standing().behind() + " records to go: ask again"));
    }

    private @Nullable Double scoreNow(byte[] record) {
        OptionalDouble score = detector.scoreNow(record);
        return score.isPresent() ? score.getAsDouble() : null;
    }

    private DeskAnswers.Freshness freshness() {
        return DeskAnswers.Freshness.of(feed.orElseThrow().standing());
    }

    private List<AlertItem> items(Desk desk, List<AlertRow> rows) {
        return rows.stream()
                .map(row -> AlertItem.of(
                        row, desk.record(row.number()).map(this::scoreNow).orElse(null)))
                .toList();
    }

    /** The record without its packed features, and with words for its reasons. */
    private JsonNode shown(byte[] record) {
        try {
            JsonNode tree = ApiJson.read(record, JsonNode.class);
            if (tree instanceof ObjectNode object) {
                object.remove(List.of("schema", "features"));
            }
            List<String> features = tree.path("reasons").findValuesAsText("feature");
            List<String> words = detector.words(record, features);
            int next = 0;
            for (JsonNode reason : tree.path("reasons")) {
                if (reason instanceof ObjectNode object
                        && reason.path("feature").isTextual()
                        && next < words.size()) {
                    object.put("words", words.get(next++));
                }
            }
            return tree;
        } catch (IOException e) {
            throw new BadRequestResponse("the record of this alert is no JSON");
        }
    }
}

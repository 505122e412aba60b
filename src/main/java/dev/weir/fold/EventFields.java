package dev.weir.fold;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.encoding.PackedExample;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.trust.Weighing;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds the fields of an event as they are read, before they are known to make one. Unknown fields are skipped. */
final class EventFields {
    private @Nullable String kind;
    private long version = -1;
    private @Nullable String flowId;
    private @Nullable String verdict;
    private @Nullable String category;
    private @Nullable String analyst;
    private @Nullable Boolean correction;
    private @Nullable Double score;
    private byte @Nullable [] example;
    private byte @Nullable [] flow;
    private @Nullable String name;
    private @Nullable String by;
    private @Nullable Long toVersion;
    private @Nullable String toDigest;
    private byte @Nullable [] state;
    private @Nullable Long lessons;
    private boolean onlyIfUntrained;
    private @Nullable Long from;
    private @Nullable Long to;
    private @Nullable Long since;
    private @Nullable Long until;
    private @Nullable Long unlearning;

    private EventFields() {}

    static EventFields read(JsonFactory factory, byte[] bytes) throws MalformedEventException {
        EventFields fields = new EventFields();
        try (JsonParser json = factory.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedEventException("model event must be a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                fields.readField(field, json);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new MalformedEventException("model event must be one JSON object and nothing after it");
            }
        } catch (IOException e) {
            throw new MalformedEventException("model event is no valid JSON", e);
        }
        return fields;
    }

    private void readField(String field, JsonParser json) throws IOException {
        switch (field) {
            case "kind" -> kind = text(json);
            case "v" -> version = json.getLongValue();
            case "flow_id" -> flowId = text(json);
            case "verdict" -> verdict = text(json);
            case "category" -> category = text(json);
            case "analyst" -> analyst = text(json);
            case "correction" -> correction = json.getBooleanValue();
            case "score" -> score = json.getDoubleValue();
            case "example" -> example = json.getBinaryValue();
            case "flow" -> flow = json.getBinaryValue();
            case "name" -> name = text(json);
            case "by" -> by = text(json);
            case "to_version" -> toVersion = json.getLongValue();
            case "to_digest" -> toDigest = text(json);
            case "only_if_untrained" -> onlyIfUntrained = json.getBooleanValue();
            case "state" -> state = json.getBinaryValue();
            case "lessons" -> lessons = json.getLongValue();
            case "from" -> from = json.getLongValue();
            case "to" -> to = json.getLongValue();
            case "since" -> since = json.getLongValue();
            case "until" -> until = json.getLongValue();
            case "unlearning" -> unlearning = json.getLongValue();
            default -> json.skipChildren();
        }
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("a text was expected");
        }
        return json.getText();
    }

    ModelEvent toEvent() throws MalformedEventException {
        long newest = EventForm.LESSON.equals(kind) ? EventForm.NEWEST_LESSON_VERSION : EventForm.VERSION;
        if (version < EventForm.VERSION || version > newest) {
            throw new MalformedEventException("model event must have v " + EventForm.VERSION + ", or a lesson v up to "
                    + EventForm.NEWEST_LESSON_VERSION + ", got " + version);
        }
        try {
            return switch (need(kind, "kind")) {
                case EventForm.LESSON -> toLearn();
                case EventForm.CHECKPOINT -> new ModelEvent.TakeCheckpoint(need(name, "name"), need(by, "by"));
                case EventForm.ROLLBACK ->
                    new ModelEvent.RollBack(need(toVersion, "to_version"), need(toDigest, "to_digest"), need(by, "by"));
                case EventForm.INSTALL ->
                    new ModelEvent.Install(
                            new ModelState(need(state, "state"), need(lessons, "lessons")),
                            need(by, "by"),
                            onlyIfUntrained);
                case EventForm.UNLEARN -> new ModelEvent.Unlearn(toSelection(), need(by, "by"));
                case EventForm.RELEARN -> new ModelEvent.Relearn(need(unlearning, "unlearning"), need(by, "by"));
                default -> throw new MalformedEventException("model event is of no known kind");
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedEventException("model event has a value out of range: " + e.getMessage(), e);
        }
    }

    private ModelEvent.Learn toLearn() throws MalformedEventException {
        if (version >= EventForm.WEIGHED_VERSION) {
            return ModelEvent.Learn.weighed(
                    (flow == null ? toLesson() : toPackedLesson()).scored(drawnScore()), weighing());
        }
        return version == EventForm.PACKED_VERSION
                ? new ModelEvent.Learn(toPackedLesson())
                : new ModelEvent.Learn(toLesson(), version == EventForm.CATEGORY_VERSION);
    }

    private @Nullable Double drawnScore() throws MalformedEventException {
        if (version == EventForm.SECONDED_VERSION) {
            return score;
        }
        return version == EventForm.CALIBRATING_VERSION ? need(score, "score") : null;
    }

    private Weighing weighing() {
        if (version == EventForm.WEIGHED_VERSION) {
            return Weighing.HELD_BY_LOSS;
        }
        return version == EventForm.SECONDED_VERSION ? Weighing.SECONDED : Weighing.HELD_BY_SURPRISE;
    }

    private Lesson toLesson() throws MalformedEventException {
        return new Lesson(
                new FlowId(need(flowId, "flow_id")),
                PackedExample.unpack(need(example, "example")),
                toVerdict(),
                category,
                need(analyst, "analyst"),
                need(correction, "correction"));
    }

    private Selection toSelection() throws MalformedEventException {
        return new Selection(
                need(from, "from"),
                to == null ? Selection.OPEN : to,
                analyst,
                since == null ? null : Instant.ofEpochMilli(since),
                until == null ? null : Instant.ofEpochMilli(until),
                flowId == null ? null : new FlowId(flowId));
    }

    private Lesson toPackedLesson() throws MalformedEventException {
        return new Lesson(
                new FlowId(need(flowId, "flow_id")),
                PackedFlow.ofBytes(need(flow, "flow")),
                toVerdict(),
                category,
                need(analyst, "analyst"),
                need(correction, "correction"));
    }

    private Verdict toVerdict() throws MalformedEventException {
        return Verdict.ofWord(need(verdict, "verdict"))
                .orElseThrow(() -> new MalformedEventException("verdict must be malicious or benign"));
    }

    private static <T> T need(@Nullable T value, String field) throws MalformedEventException {
        if (value == null) {
            throw new MalformedEventException("model event lacks " + field);
        }
        return value;
    }
}

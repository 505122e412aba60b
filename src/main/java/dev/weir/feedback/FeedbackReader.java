package dev.weir.feedback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes records of the feedback topic, which are JSON: {@code {"flow_id":"…","verdict":"malicious","category":"ddos","analyst":"alice"}}. */
public final class FeedbackReader {
    /** The longest record that is looked at, in bytes. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .build();

    private FeedbackReader() {}

    /** Reads one record; never throws. Unknown keys are skipped. */
    public static FeedbackResult read(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return rejected(FeedbackRejection.EMPTY, "no value");
        }
        if (value.length > MAX_BYTES) {
            return rejected(FeedbackRejection.TOO_LARGE, value.length + " bytes, at most " + MAX_BYTES);
        }
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(value)) {
            if (!fields.readFrom(parser)) {
                return rejected(FeedbackRejection.MALFORMED_JSON, "not one JSON object with texts as values");
            }
        } catch (IOException e) {
            return rejected(FeedbackRejection.MALFORMED_JSON, "not JSON");
        }
        return fields.toResult();
    }

    /** The record that {@link #read} reads back. */
    public static byte[] write(Feedback feedback) {
        return write(feedback, null);
    }

    /**
     * A record that takes back all that an analyst said of a flow.
     *
     * @param correction names both, with the verdict that an older Weir would correct it with
     * @param firstLesson offset in the model log of the first lesson of it, or 0 if that is not known
     */
    public static byte[] writeUndo(Feedback correction, long firstLesson) {
        return write(correction, firstLesson);
    }

    private static byte[] write(Feedback feedback, @Nullable Long firstLesson) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("flow_id", feedback.flowId().value());
            out.writeStringField("verdict", feedback.verdict().word());
            writeOptional(out, "category", feedback.category());
            out.writeStringField("analyst", feedback.analyst());
            writeOptional(out, "comment", feedback.comment());
            if (firstLesson != null) {
                out.writeBooleanField("undo", true);
                out.writeNumberField("first_lesson", firstLesson);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeOptional(JsonGenerator out, String key, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(key, text);
        }
    }

    private static FeedbackResult rejected(FeedbackRejection reason, String detail) {
        return new FeedbackResult.Rejected(reason, detail);
    }

    /** The texts of one record, as they came. */
    private static final class Fields {
        private @Nullable String flowId;
        private @Nullable String alertId;
        private @Nullable String undo;
        private @Nullable String firstLesson;
        private @Nullable String verdict;
        private @Nullable String category;
        private @Nullable String analyst;
        private @Nullable String comment;

        boolean readFrom(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else {
                    take(key, token == JsonToken.VALUE_NULL ? null : parser.getText());
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        }

        private void take(String key, @Nullable String text) {
            switch (key) {
                case "flow_id" -> flowId = text;
                case "alert_id" -> alertId = text;
                case "undo" -> undo = text;
                case "first_lesson" -> firstLesson = text;
                case "verdict" -> verdict = text;
                case "category" -> category = text;
                case "analyst" -> analyst = text;
                case "comment" -> comment = text;
                default -> {
                    // another tool's own key: not ours to refuse
                }
            }
        }

        FeedbackResult toResult() {
            FeedbackResult result = new FeedbackBody(flowId, alertId, verdict, category, analyst, comment).check();
            return "true".equals(undo) && result instanceof FeedbackResult.Accepted accepted
                    ? new FeedbackResult.Accepted(accepted.feedback(), offset(firstLesson))
                    : result;
        }

        private static long offset(@Nullable String text) {
            return text == null || !OFFSET.matcher(text).matches() ? 0 : Long.parseLong(text);
        }
    }
}

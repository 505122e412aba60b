package dev.weir.feedback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes feedback as JSON: {@code {"flow_id":"…","verdict":"malicious","category":"ddos","analyst":"alice"}}. */
public final class FeedbackReader {
    /** The longest record that is looked at, in bytes. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final int MAX_QUOTED = 40;
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

    /**
     * Whether sound feedback takes back what its analyst said of the flow: it is a correction whose own verdict is not meant
     * either.
     */
    public static boolean isUndo(byte @Nullable [] value) {
        if (value == null) {
            return false;
        }
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(value)) {
            return fields.readFrom(parser) && "true".equals(fields.undo);
        } catch (IOException e) {
            return false;
        }
    }

    /** The record that {@link #read} reads back. */
    public static byte[] write(Feedback feedback) {
        return write(feedback, false);
    }

    /** A record that takes back the opposite verdict of the same analyst. */
    public static byte[] writeUndo(Feedback correction) {
        return write(correction, true);
    }

    private static byte[] write(Feedback feedback, boolean isUndo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("flow_id", feedback.flowId().value());
            out.writeStringField("verdict", feedback.verdict().word());
            writeOptional(out, "category", feedback.category());
            out.writeStringField("analyst", feedback.analyst());
            writeOptional(out, "comment", feedback.comment());
            if (isUndo) {
                out.writeBooleanField("undo", true);
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
            String flow = flowId == null ? alertId : flowId;
            if (flow == null || verdict == null) {
                return rejected(FeedbackRejection.MISSING_FIELD, flow == null ? "flow_id" : "verdict");
            }
            Optional<Verdict> known = Verdict.ofWord(verdict);
            if (known.isEmpty()) {
                return rejected(
                        FeedbackRejection.UNKNOWN_VERDICT,
                        "verdict must be malicious or benign, got " + Printable.escape(verdict, MAX_QUOTED));
            }
            try {
                return new FeedbackResult.Accepted(new Feedback(
                        new FlowId(flow),
                        known.get(),
                        emptyToNull(category),
                        analystOrUnnamed(),
                        emptyToNull(comment)));
            } catch (IllegalArgumentException e) {
                return rejected(FeedbackRejection.INVALID_FIELD, String.valueOf(e.getMessage()));
            }
        }

        private String analystOrUnnamed() {
            String name = emptyToNull(analyst);
            return name == null ? Feedback.UNNAMED_ANALYST : name;
        }

        private static @Nullable String emptyToNull(@Nullable String text) {
            return text == null || text.isEmpty() ? null : text;
        }
    }
}

package dev.weir.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the desk needs of a record of the alerts topic. Anyone may have written there, so nothing of it is taken on trust. */
final class AlertRecord {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_TEXT = 256;

    String id = "";
    String flowId = "";
    String kind = "";
    String source = "";
    String destination = "";
    String threat = "";
    int port = -1;

    @Nullable
    String service;

    @Nullable
    String category;

    double score;
    long modelVersion;
    long flows = 1;
    int destinations = 1;
    long firstMillis;
    long lastMillis;

    private AlertRecord() {}

    /** Null if it is no alert. */
    static @Nullable AlertRecord read(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        AlertRecord alert = new AlertRecord();
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    alert.take(key, parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return alert.isWhole() ? alert : null;
    }

    private void take(String key, JsonParser parser) throws IOException {
        switch (key) {
            case "alert_id" -> id = text(parser);
            case "flow_id" -> flowId = text(parser);
            case "kind" -> kind = text(parser);
            case "src_ip" -> source = text(parser);
            case "dst_ip" -> destination = text(parser);
            case "threat" -> threat = text(parser);
            case "dst_port" -> port = parser.getIntValue();
            case "service" -> service = text(parser);
            case "category" -> category = text(parser);
            case "score" -> score = parser.getDoubleValue();
            case "model_version" -> modelVersion = parser.getLongValue();
            case "count" -> flows = parser.getLongValue();
            case "destinations" -> destinations = parser.getIntValue();
            case "first_seen" -> firstMillis = (long) (parser.getDoubleValue() * 1_000);
            case "last_seen" -> lastMillis = (long) (parser.getDoubleValue() * 1_000);
            default -> {
                // kept in the record as it came
            }
        }
    }

    private static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    }

    private boolean isWhole() {
        return !id.isEmpty() && !flowId.isEmpty() && score >= 0 && score <= 1;
    }

    /** What it looks like without any verdict; null if it does not say. */
    @Nullable
    String shape() {
        return threat.isEmpty() ? null : threat;
    }

    /** What it can be found by. */
    String words() {
        StringBuilder words = new StringBuilder(96).append(id);
        add(words, flowId.equals(id) ? null : flowId);
        add(words, source);
        add(words, destination);
        add(words, kind);
        add(words, kind.equals(service) ? null : service);
        add(words, category);
        add(words, shape());
        return Words.plain(words.toString());
    }

    private static void add(StringBuilder words, @Nullable String word) {
        if (word != null) {
            words.append(' ').append(word);
        }
    }
}

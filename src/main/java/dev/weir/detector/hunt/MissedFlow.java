package dev.weir.detector.hunt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a hunt needs to tell of a flow, from its record on the scored topic. */
final class MissedFlow {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_TEXT = 256;

    String id = "";
    String source = "";
    String destination = "";
    String protocol = "";
    String port = "";

    @Nullable
    String service;

    double score;
    double startSeconds;
    boolean wasAlerting;

    private MissedFlow() {}

    /** Null if it is no record of a scored flow. */
    static @Nullable MissedFlow read(byte[] record) {
        MissedFlow flow = new MissedFlow();
        try (JsonParser json = JSON.createParser(record)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    flow.take(key, json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return flow.id.isEmpty() || flow.source.isEmpty() ? null : flow;
    }

    private void take(String key, JsonParser json) throws IOException {
        switch (key) {
            case "flow_id" -> id = text(json);
            case "src_ip" -> source = text(json);
            case "dst_ip" -> destination = text(json);
            case "proto" -> protocol = text(json);
            case "dst_port" -> port = text(json);
            case "service" -> service = text(json);
            case "score" -> score = json.getDoubleValue();
            case "ts" -> startSeconds = json.getDoubleValue();
            case "alert" -> wasAlerting = json.getBooleanValue();
            default -> {
                // of no account here
            }
        }
    }

    private static String text(JsonParser json) throws IOException {
        String text = json.getText();
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    }

    boolean isOf(String host) {
        return host.equals(source) || host.equals(destination);
    }

    String kind() {
        if (service != null) {
            return service;
        }
        return port.isEmpty() ? protocol : protocol + "/" + port;
    }

    Instant start() {
        return Instant.ofEpochMilli((long) (startSeconds * 1_000));
    }
}

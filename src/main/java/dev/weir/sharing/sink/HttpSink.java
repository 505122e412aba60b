package dev.weir.sharing.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Posts batches to a server, without following redirects. */
public final class HttpSink implements Sink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TIMED_OUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final URI uri;
    private final HttpKind kind;
    private final boolean isJson;
    private final String index;
    private final String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * @param isJson whether messages are JSON
     * @param index where {@link HttpKind#BULK} writes to
     * @param authorization the header's value; empty for none
     */
    public HttpSink(URI uri, HttpKind kind, boolean isJson, String index, String authorization) {
        this.uri = uri;
        this.kind = kind;
        this.isJson = isJson;
        this.index = index;
        this.authorization = authorization;
    }

    @Override
    public String name() {
        return uri.getHost() == null ? "http" : uri.getHost();
    }

    @Override
    public int deliver(List<Message> batch) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", kind == HttpKind.HEC ? "application/json" : "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> response = send(request.build());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return kind == HttpKind.BULK ? refusedOf(response.body()) : 0;
        }
        if (isAboutTheMessages(status)) {
            return oneByOne(batch, status);
        }
        throw new IOException(name() + " answers with HTTP status " + status);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A wrong login or path is for a person to mend; meanwhile messages wait. */
    private static boolean isAboutTheMessages(int status) {
        return status == 400 || status == TOO_LARGE || status == 422;
    }

    /** One message that is refused must not keep the others back. */
    private int oneByOne(List<Message> batch, int status) throws IOException {
        if (batch.size() == 1) {
            return 1;
        }
        int refused = 0;
        for (Message message : batch) {
            refused += deliver(List.of(message));
        }
        if (refused == batch.size() && status == 400) {
            throw new IOException(
                    name() + " refuses each message of a batch with HTTP status 400: check output.http-kind");
        }
        return refused;
    }

    /** A bulk request is answered item by item. */
    private int refusedOf(byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        int refused = 0;
        for (JsonNode item : answer.path("items")) {
            int status = item.path("index").path("status").asInt(200);
            if (status == TOO_MANY || status == TIMED_OUT || status / 100 == 5) {
                throw new IOException(name() + " has no room now, item status " + status);
            }
            if (status / 100 == 4) {
                refused++;
            }
        }
        return refused;
    }

    private byte[] body(List<Message> batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 * batch.size());
        for (Message message : batch) {
            if (kind == HttpKind.BULK) {
                ObjectNode action = JSON.createObjectNode();
                action.putObject("index").put("_index", index).put("_id", message.id());
                out.writeBytes(JSON.writeValueAsBytes(action));
                out.write('\n');
            }
            out.writeBytes(kind == HttpKind.HEC ? event(message) : message.body());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private byte[] event(Message message) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("time", message.at().toEpochMilli() / 1000.0).put("source", "weir");
        event.put("sourcetype", message.isResponse() ? "weir:response" : "weir:alert");
        if (isJson) {
            event.set("event", JSON.readTree(message.body()));
        } else {
            event.put("event", new String(message.body(), StandardCharsets.UTF_8));
        }
        return JSON.writeValueAsBytes(event);
    }

    @Override
    public void close() {}
}

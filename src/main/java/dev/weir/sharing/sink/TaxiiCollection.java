package dev.weir.sharing.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Adds objects to a collection of a TAXII 2.1 server, without following redirects. */
public final class TaxiiCollection {
    static final int OBJECTS_PER_REQUEST = 200;
    private static final String TAXII = "application/taxii+json;version=2.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI collection;
    private final String authorization;

    /** @param authorization value of the header Authorization; empty for none */
    public TaxiiCollection(URI collection, String authorization) {
        this.collection = collection;
        this.authorization = authorization;
    }

    /** @throws IOException if the server does not take all; the message says what to do, and all may be sent again */
    public void add(List<JsonNode> objects) throws IOException {
        for (int from = 0; from < objects.size(); from += OBJECTS_PER_REQUEST) {
            ObjectNode envelope = JSON.createObjectNode();
            envelope.putArray("objects")
                    .addAll(objects.subList(from, Math.min(objects.size(), from + OBJECTS_PER_REQUEST)));
            post(envelope);
        }
    }

    private void post(ObjectNode envelope) throws IOException {
        String base = collection.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + (base.endsWith("/") ? "" : "/") + "objects/"))
                .timeout(PATIENCE)
                .header("Content-Type", TAXII)
                .header("Accept", TAXII)
                .POST(HttpRequest.BodyPublishers.ofString(envelope.toString()));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        requireTaken(send(request.build()));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(collection + " does not answer (" + e + "): check the URL and the network", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: ask again, what was sent is known there", e);
        }
    }

    private void requireTaken(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(collection + " refused with HTTP " + answer.statusCode()
                    + ": check the authorization file and that the collection can be written");
        }
        try {
            int failed = answer.body().isEmpty()
                    ? 0
                    : JSON.readTree(answer.body()).path("failure_count").asInt();
            if (failed > 0) {
                throw new IOException(collection + " refused " + failed + (failed == 1 ? " object" : " objects")
                        + ": its log says why");
            }
        } catch (JsonProcessingException e) {
            throw new IOException(collection + " does not answer as TAXII 2.1 does: check the URL", e);
        }
    }
}

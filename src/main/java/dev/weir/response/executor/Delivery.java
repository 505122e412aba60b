package dev.weir.response.executor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends JSON over HTTP, without redirects, and says what became of it. */
final class Delivery {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * What became of a message.
     *
     * @param outcome whether it was taken
     * @param body of the answer; empty if there was none
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answer(Outcome outcome, byte[] body) {}

    Answer post(URI uri, String contentType, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(outcome(uri, response.statusCode()), response.body());
        } catch (IOException e) {
            return new Answer(Outcome.notNow(uri.getHost() + " does not answer: " + e), new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Outcome.notNow("interrupted"), new byte[0]);
        }
    }

    /** What is wrong with a message stays wrong; all else may pass. */
    private static Outcome outcome(URI uri, int status) {
        if (status / 100 == 2) {
            return Outcome.DONE;
        }
        String what = uri.getHost() + " answers with HTTP status " + status;
        boolean isFinal = status / 100 == 4 && status != TIMED_OUT && status != TOO_MANY;
        return isFinal ? Outcome.never(what) : Outcome.notNow(what);
    }
}

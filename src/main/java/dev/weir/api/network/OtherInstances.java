package dev.weir.api.network;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes questions on to the instance that can answer them, in the name of who asked. An instance that was asked so passes nothing on
 * itself, so no question goes in a circle. One that does not answer is left alone for a while. Thread-safe.
 */
public final class OtherInstances {
    /** The header by which an instance knows that it is asked by another. */
    public static final String PASSED_ON = "Weir-Passed-On";

    private static final Logger LOG = LoggerFactory.getLogger(OtherInstances.class);
    private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final int HTTP_OK = 200;

    private final HttpClient http;
    private final Map<URI, Long> silentSinceNanos = new ConcurrentHashMap<>();

    /** @param own what this instance shows itself; others of one cluster show such as the same authority vouches for */
    public OtherInstances(Optional<TlsIdentity> own) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .proxy(ProxySelector.of(null));
        own.map(TlsIdentity::client).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /**
     * Asks another instance about a flow.
     *
     * @param told how it says that it is reached
     * @param authorization of who asked
     * @return its answer; empty if it gives none, or does not know who asked
     */
    public Optional<byte[]> detect(String told, byte[] record, String authorization) {
        return InstanceAddress.root(told).filter(this::isWorthAsking).flatMap(root -> ask(root, record, authorization));
    }

    private boolean isWorthAsking(URI root) {
        Long since = silentSinceNanos.get(root);
        return since == null || System.nanoTime() - since > REST.toNanos();
    }

    private Optional<byte[]> ask(URI root, byte[] record, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/v1/detect"))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", authorization)
                .header(PASSED_ON, "1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(record))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            silentSinceNanos.remove(root);
            return answer.statusCode() == HTTP_OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the instance at {} does not answer ({}): asked again in {}", root, e.toString(), REST);
            silentSinceNanos.put(root, System.nanoTime());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package dev.weir.api;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Keeps threads free for health checks. A request holds a thread for as long as its sender takes over the body, its
 * reader over the answer, or the detector over the work; so of all others only {@value #AT_ONCE} are served at once. Those beyond
 * wait without a thread, and are told to come again after {@value #PATIENCE_SECONDS} s.
 */
final class RequestLimit extends QoSHandler {
    static final int AT_ONCE = 10;
    private static final int WAITING = 200;
    private static final int PATIENCE_SECONDS = 10;
    /** For accepting and selecting on two listeners, and health. */
    private static final int SPARE_THREADS = 8;

    /** Asked by what starts and stops processes. */
    static final Set<String> HEALTH = Set.of("/healthz", "/readyz", Route.ROOT + "/health");

    RequestLimit() {
        setMaxRequestCount(AT_ONCE);
        setMaxSuspendedRequestCount(WAITING);
        setMaxSuspend(Duration.ofSeconds(PATIENCE_SECONDS));
        HEALTH.forEach(this::excludePath);
        // A listener to events is told by threads of their own.
        excludePath(Route.ROOT + "/events");
    }

    /** Puts one before all that a server does. */
    static void before(Handler.Singleton served) {
        served.insertHandler(new RequestLimit());
    }

    static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(AT_ONCE + SPARE_THREADS);
        threads.setName("weir-api");
        return threads;
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        sendAway(response, callback);
    }

    @Override
    protected void failSuspended(
            Request request, Response response, Callback callback, int status, @Nullable Throwable failure) {
        sendAway(response, callback);
    }

    private static void sendAway(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        Problem.send(
                response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests at once: ask again in 1 s");
    }
}

package dev.weir.api;

import dev.weir.detector.ServedDetector;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a detector over HTTP on 127.0.0.1. Answers are JSON; errors are {@code {"error": "…"}}.
 *
 * <p>{@code GET /healthz}, {@code GET /readyz}, {@code GET /metrics} for Prometheus, and under {@code /api}: {@code GET status}, {@code GET checkpoints},
 * {@code POST checkpoints} {@code {name}}, {@code POST rollback} {@code {to}}, {@code GET diff?from=&to=}, {@code POST
 * verify}, {@code GET review?top=}, {@code POST feedback} (one, or a list), {@code GET responses}, {@code POST
 * responses/approve} {@code {id}}, {@code POST responses/undo} {@code {id, why}}, {@code GET model} (a file), {@code POST model} {@code {file}} in base64. Every POST needs the token.
 */
public final class ApiServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int MAX_THREADS = 16;

    private final Javalin javalin;
    private final int port;

    private ApiServer(Javalin javalin, int port) {
        this.javalin = javalin;
        this.port = port;
    }

    /**
     * Starts to listen.
     *
     * @param token what a POST must bring
     * @throws IllegalStateException if the port is taken
     */
    public static ApiServer start(ServedDetector detector, ApiSettings settings, String token) {
        ServerConnector[] connector = new ServerConnector[1];
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> connector[0] = connector(server, http, settings.port()));
            addRoutes(config.routes, new ApiRoutes(detector), new Guard(token));
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "port " + settings.port()
                            + " on 127.0.0.1 is taken: set api.port to another, or to 0 for a free one",
                    e);
        }
        return new ApiServer(javalin, connector[0].getLocalPort());
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.defaultContentType = "application/json";
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("weir-api");
        config.jetty.threadPool = threads;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        return connector;
    }

    private static void addRoutes(RoutesConfig routes, ApiRoutes api, Guard guard) {
        routes.before(guard::check);
        routes.get("/healthz", api::healthz);
        routes.get("/readyz", api::readyz);
        routes.get("/metrics", api::metrics);
        routes.get("/api/status", api::status);
        routes.get("/api/checkpoints", api::checkpoints);
        routes.post("/api/checkpoints", api::takeCheckpoint);
        routes.post("/api/rollback", api::rollBack);
        routes.get("/api/diff", api::difference);
        routes.post("/api/verify", api::verify);
        routes.get("/api/model", api::exportModel);
        routes.post("/api/model", api::installModel);
        routes.get("/api/review", api::review);
        routes.post("/api/feedback", api::feedback);
        routes.get("/api/responses", api::responses);
        routes.post("/api/responses/approve", api::approveResponse);
        routes.post("/api/responses/undo", api::undoResponse);
        routes.exception(
                HttpResponseException.class,
                (e, context) -> error(context, e.getStatus(), String.valueOf(e.getMessage())));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            error(context, 500, "failed inside: the log of weir up says why");
        });
    }

    private static void error(Context context, int status, String message) {
        context.status(status).contentType("application/json").result(ApiJson.write(Map.of("error", message)));
    }
}

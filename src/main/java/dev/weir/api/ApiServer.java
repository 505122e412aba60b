package dev.weir.api;

import dev.weir.api.access.Tokens;
import dev.weir.detector.Detector;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a detector and its desk over HTTP on 127.0.0.1, as {@link RouteTable} lists. Answers are JSON; errors are as RFC 9457 has
 * them.
 */
public final class ApiServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin javalin;
    private final int port;
    private final EventStream events;

    private ApiServer(Javalin javalin, int port, EventStream events) {
        this.javalin = javalin;
        this.port = port;
        this.events = events;
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalStateException if the port is taken
     */
    public static ApiServer start(ApiParts parts, ApiSettings settings) {
        ServerConnector[] connector = new ServerConnector[1];
        EventStream events = new EventStream(parts.desk());
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> connector[0] = connector(server, http, settings.port()));
            addRoutes(config.routes, routes(parts, events), new Guard(parts.tokens()));
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            events.close();
            throw new IllegalStateException(
                    "port " + settings.port()
                            + " on 127.0.0.1 is taken: set api.port to another, or to 0 for a free one",
                    e);
        }
        return new ApiServer(javalin, connector[0].getLocalPort(), events);
    }

    /** Starts one without a desk, and with one token, which may everything. */
    public static ApiServer start(Detector detector, ApiSettings settings, String token) {
        Tokens tokens = Tokens.inMemory(token, "owner", Clock.systemUTC());
        return start(new ApiParts(detector, Optional.empty(), tokens, Audit.NONE), settings);
    }

    static List<Route> routes(ApiParts parts, EventStream events) {
        Detector detector = parts.detector();
        DeskRoutes desk = new DeskRoutes(parts.desk(), detector);
        List<Route> routes = new ArrayList<>(Console.routes());
        routes.addAll(RouteTable.of(
                new ApiRoutes(detector, parts.audit()),
                new DetectRoutes(detector, Clock.systemUTC()),
                desk,
                new ExportRoutes(desk),
                new PreviewRoutes(detector, desk),
                new FeedbackRoutes(detector, desk, parts.audit()),
                new LessonRoutes(detector, desk, parts.audit()),
                new AllowRoutes(detector, parts.audit()),
                new SessionRoutes(parts.tokens(), parts.audit()),
                events));
        return routes;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        events.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.defaultContentType = "application/json";
        config.http.prefer405over404 = true;
        config.jetty.threadPool = RequestLimit.threads();
        config.jetty.modifyServletContextHandler(RequestLimit::before);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        return connector;
    }

    private static void addRoutes(RoutesConfig routes, List<Route> table, Guard guard) {
        routes.before(guard::check);
        for (Route route : table) {
            routes.addHttpHandler(route.method(), route.path(), context -> {
                guard.admit(context, route);
                route.handler().handle(context);
            });
        }
        routes.exception(
                HttpResponseException.class,
                (e, context) -> Problem.answer(context, e.getStatus(), String.valueOf(e.getMessage())));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            Problem.answer(context, 500, "failed inside: the log of weir up says why");
        });
    }
}

package dev.weir.api;

import dev.weir.api.access.Tokens;
import dev.weir.api.door.Door;
import dev.weir.api.door.Entrance;
import dev.weir.api.door.KeptAnswer;
import dev.weir.api.network.ListenAddress;
import dev.weir.api.network.LoopbackSocket;
import dev.weir.api.network.OtherInstances;
import dev.weir.api.network.Proxies;
import dev.weir.api.network.RateLimit;
import dev.weir.api.network.TlsIdentity;
import dev.weir.api.taxii.TaxiiRoutes;
import dev.weir.detector.Detector;
import dev.weir.detector.UnappliedException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a detector and its desk over HTTP on 127.0.0.1, and over TLS beyond it if told, as {@link RouteTable} lists. Answers are
 * JSON; errors are as RFC 9457 has them.
 */
public final class ApiServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    /** So old may the counts of a status be that is shown again, beside their own age. */
    private static final Duration STATUS_AGE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin javalin;
    private final EventStream events;
    private final ApiSettings settings;
    private final LoopbackSocket loopback;
    private final int loopbackPort;
    private final Optional<TlsIdentity> identity;
    private @Nullable ServerConnector beyond;

    private ApiServer(ApiParts parts, ApiSettings settings, LoopbackSocket loopback) {
        this.loopback = loopback;
        this.loopbackPort = loopback.port();
        this.settings = settings;
        this.identity = settings.listenAddress().map(address -> settings.identity());
        this.events = new EventStream(parts.desk(), parts.detector());
        Detector detector = parts.detector();
        KeptAnswer status = new KeptAnswer(STATUS_AGE, detector::foldedVersion, System::nanoTime);
        Entrance entrance = new Entrance(
                parts.tokens(),
                new Proxies(settings.proxies()),
                new RateLimit(settings.requestsPerSecond(), System::nanoTime),
                RequestLimit.HEALTH);
        this.javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.modifyServer(
                    server -> server.insertHandler(new Door(entrance, Problem::send, ApiRoutes.STATUS, status)));
            config.jetty.addConnector((server, http) -> plain(server, http));
            identity.ifPresent(
                    shown -> config.jetty.addConnector((server, http) -> beyond = overTls(server, http, shown)));
            addRoutes(config.routes, routes(parts, status, events, new OtherInstances(identity)));
        });
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalStateException if a port is taken, or TLS is asked for without what it takes
     */
    public static ApiServer start(ApiParts parts, ApiSettings settings) {
        return start(parts, settings, LoopbackSocket.bind(settings.port()));
    }

    /**
     * Like {@link #start(ApiParts, ApiSettings)}, on a port that is taken already.
     *
     * @param loopback closed with the server, or if that does not start
     */
    public static ApiServer start(ApiParts parts, ApiSettings settings, LoopbackSocket loopback) {
        ApiServer server;
        try {
            server = new ApiServer(parts, settings, loopback);
        } catch (IllegalArgumentException e) {
            loopback.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            server.events.close();
            loopback.close();
            throw new IllegalStateException(settings.listen() + " cannot be listened on: set api.listen to another", e);
        }
        return server;
    }

    /** Starts one without a desk, and with one token, which may everything. */
    public static ApiServer start(Detector detector, ApiSettings settings, String token) {
        Tokens tokens = Tokens.inMemory(token, "owner", Clock.systemUTC());
        return start(new ApiParts(detector, Optional.empty(), tokens, Audit.NONE), settings);
    }

    static List<Route> routes(ApiParts parts, KeptAnswer status, EventStream events, OtherInstances others) {
        Detector detector = parts.detector();
        DeskRoutes desk = new DeskRoutes(parts.desk(), detector, Clock.systemUTC());
        List<Route> routes = new ArrayList<>(Console.routes());
        routes.addAll(RouteTable.of(
                new ApiRoutes(detector, status, parts.audit()),
                new DetectRoutes(detector, Clock.systemUTC(), others),
                desk,
                new ExportRoutes(desk),
                new PreviewRoutes(detector, desk),
                new FeedbackRoutes(detector, desk, parts.audit()),
                new LessonRoutes(detector, desk, parts.audit()),
                new ResponseRoutes(detector, parts.audit()),
                new AllowRoutes(detector, parts.audit()),
                new SessionRoutes(parts.tokens(), parts.audit()),
                new TaxiiRoutes(desk::desk, parts.organisation(), Clock.systemUTC()),
                events));
        return routes;
    }

    /** The port it listens on, on the loopback. */
    public int port() {
        return loopbackPort;
    }

    /** Where it listens over TLS; empty if nowhere. */
    public Optional<ListenAddress> overTls() {
        ServerConnector open = beyond;
        return open == null
                ? Optional.empty()
                : settings.listenAddress().map(address -> new ListenAddress(address.host(), open.getLocalPort()));
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

    private ServerConnector plain(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        try {
            connector.open(loopback.channel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** The certificate must be for the name that is asked, so that no page can ask under a name of its own. */
    private ServerConnector overTls(Server server, HttpConfiguration http, TlsIdentity shown) {
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.setSendServerVersion(false);
        secure.addCustomizer(new SecureRequestCustomizer());
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(shown.server(), "http/1.1"), new HttpConnectionFactory(secure));
        settings.listenAddress().ifPresent(address -> {
            connector.setHost(address.host());
            connector.setPort(address.port());
        });
        return connector;
    }

    private static void addRoutes(RoutesConfig routes, List<Route> table) {
        for (Route route : table) {
            routes.addHttpHandler(route.method(), route.path(), context -> {
                Guard.admit(context, route);
                route.handler().handle(context);
            });
        }
        routes.exception(
                HttpResponseException.class,
                (e, context) -> Problem.answer(context, e.getStatus(), String.valueOf(e.getMessage())));
        routes.exception(
                UnappliedException.class,
                (e, context) -> Problem.answer(context, e.isPending() ? 504 : 409, String.valueOf(e.getMessage())));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            Problem.answer(context, 500, "failed inside: the log of weir up says why");
        });
    }
}

package dev.weir.api;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Role;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.Origin;
import dev.weir.api.network.Proxies;
import dev.weir.api.network.RateLimit;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only who may ask. Listening on the loopback is not enough: any web page in the operator's browser can send
 * requests there. So the Host header must name the loopback (a page that rebinds its own name to 127.0.0.1 sends that
 * name), requests that a browser knows to be of another site are refused, each route wants a token, or the session that
 * a browser got for one, and a body must be of a type that a page elsewhere cannot send without asking first. Over TLS the
 * certificate holds the name, so that Host need not be the loopback there. Who asks too often has to wait: each name of a token, and
 * each address without one.
 */
final class Guard {
    /** The cookie of a session. */
    static final String COOKIE = "weir-session";

    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String SCHEME = "Bearer ";
    private static final String CALLER = "weir.caller";
    private static final String ORIGIN = "weir.origin";
    /** Asked by what starts and stops processes, which must not be told to wait. */
    private static final Set<String> UNCOUNTED = Set.of("/healthz", "/readyz", Route.ROOT + "/health");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Tokens tokens;
    private final Proxies proxies;
    private final RateLimit limit;

    Guard(Tokens tokens, Proxies proxies, RateLimit limit) {
        this.tokens = tokens;
        this.proxies = proxies;
        this.limit = limit;
    }

    /** For every request, also of what is not there. */
    void check(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        Origin origin = origin(context);
        context.attribute(ORIGIN, origin);
        Optional<Caller> caller = caller(context);
        caller.ifPresent(known -> context.attribute(CALLER, known));
        if (!UNCOUNTED.contains(context.path())) {
            count(context, caller, origin);
        }
        if (!context.req().isSecure() && !isLoopback(context.header("Host"))) {
            throw new ForbiddenResponse("the Host header must be 127.0.0.1 or localhost");
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            throw new ForbiddenResponse("this comes from a page of another site: open the console itself");
        }
    }

    /** For a request of a route. */
    void admit(Context context, Route route) {
        context.header("Cache-Control", "no-store");
        if (!route.roles().isEmpty()) {
            Caller caller = context.attribute(CALLER);
            if (caller == null) {
                throw new UnauthorizedResponse(
                        "needs the header \"Authorization: Bearer TOKEN\": weir token create makes one");
            }
            if (!route.roles().contains(caller.role())) {
                throw new ForbiddenResponse("the role " + caller.role().word() + " may not: it takes "
                        + route.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" or ")));
            }
        }
        if (route.body() == Route.Body.JSON && !isJson(context.contentType())) {
            throw new UnsupportedMediaTypeResponse("the content type must be application/json");
        }
    }

    /** Who asks. */
    static Caller callerOf(Context context) {
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            throw new UnauthorizedResponse("needs a token");
        }
        return caller;
    }

    /** The secret of the browser's session; null if it has none. */
    static @Nullable String session(Context context) {
        return context.cookie(COOKIE);
    }

    /** The header by which another instance knows who asks. */
    static String authorization(Context context) {
        String header = context.header("Authorization");
        return header == null ? SCHEME + session(context) : header;
    }

    static void setSession(Context context, String secret, int seconds) {
        Origin origin = context.attribute(ORIGIN);
        boolean isSecure = context.req().isSecure() || (origin != null && origin.isSecure());
        context.cookie(new Cookie(COOKIE, secret, "/", seconds, isSecure, true, null, SameSite.STRICT));
    }

    private Origin origin(Context context) {
        List<String> forwarded = Collections.list(context.req().getHeaders("Forwarded"));
        return proxies.origin(context.req().getRemoteAddr(), forwarded);
    }

    private void count(Context context, Optional<Caller> caller, Origin origin) {
        if (caller.filter(Caller::isLocal).isPresent()) {
            return;
        }
        String client = caller.map(known -> "token " + known.name())
                .orElseGet(() -> "address " + RateLimit.client(origin.address()));
        Duration wait = limit.take(client);
        if (!wait.isZero()) {
            context.header("Retry-After", String.valueOf(wait.plusSeconds(1).toSeconds()));
            throw new TooManyRequestsResponse(
                    "more requests than api.requests-per-second allows one client: ask again later");
        }
    }

    private Optional<Caller> caller(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null) {
            return authorization.startsWith(SCHEME)
                    ? tokens.callerOf(authorization.substring(SCHEME.length()).strip())
                    : Optional.empty();
        }
        String session = session(context);
        return session == null ? Optional.empty() : tokens.callerOf(session);
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int portAt = host.lastIndexOf(':');
        String name = portAt > host.lastIndexOf(']') ? host.substring(0, portAt) : host;
        return LOOPBACK_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().equalsIgnoreCase("application/json");
    }
}

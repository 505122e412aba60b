package dev.weir.api.door;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Tokens;
import dev.weir.api.network.Origin;
import dev.weir.api.network.Proxies;
import dev.weir.api.network.RateLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only who may ask. Listening on the loopback is not enough: any web page in the operator's browser can send
 * requests there. So the Host header must name the loopback (a page that rebinds its own name to 127.0.0.1 sends that
 * name), and requests that a browser knows to be of another site are refused. Over TLS the certificate holds the name, so that Host
 * need not be the loopback there. Who asks too often has to wait: each name of a token, and each address without one. Never waits.
 */
public final class Entrance {
    /** The cookie of a session. */
    public static final String COOKIE = "weir-session";

    /** Before the token in the header Authorization. */
    public static final String SCHEME = "Bearer ";

    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    /** The attributes of a request that say who asks, and from where. */
    private static final String CALLER = "weir.caller";

    private static final String ORIGIN = "weir.origin";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Tokens tokens;
    private final Proxies proxies;
    private final RateLimit limit;
    private final Set<String> uncounted;

    /** @param uncounted paths asked by what starts and stops processes, which must not be told to wait */
    public Entrance(Tokens tokens, Proxies proxies, RateLimit limit, Set<String> uncounted) {
        this.tokens = tokens;
        this.proxies = proxies;
        this.limit = limit;
        this.uncounted = Set.copyOf(uncounted);
    }

    /** Notes on a request who asks, and from where; why it may not come in, null if it may. */
    @Nullable
    Refusal check(Request request, Response response) {
        HttpFields.Mutable shown = response.getHeaders();
        shown.put("Content-Security-Policy", POLICY);
        shown.put("X-Content-Type-Options", "nosniff");
        shown.put("Referrer-Policy", "no-referrer");
        HttpFields asked = request.getHeaders();
        Origin origin = proxies.origin(Request.getRemoteAddr(request), asked.getValuesList("Forwarded"));
        request.setAttribute(ORIGIN, origin);
        Optional<Caller> caller = caller(request);
        caller.ifPresent(known -> request.setAttribute(CALLER, known));
        Duration wait = uncounted.contains(request.getHttpURI().getPath()) ? Duration.ZERO : count(caller, origin);
        if (!wait.isZero()) {
            shown.put("Retry-After", String.valueOf(wait.plusSeconds(1).toSeconds()));
            return new Refusal(429, "more requests than api.requests-per-second allows one client: ask again later");
        }
        if (!request.isSecure() && !isLoopback(asked.get("Host"))) {
            return new Refusal(403, "the Host header must be 127.0.0.1 or localhost");
        }
        String site = asked.get("Sec-Fetch-Site");
        return site == null || OWN_SITE.contains(site)
                ? null
                : new Refusal(403, "this comes from a page of another site: open the console itself");
    }

    /**
     * Who asks; null if nobody that is known.
     *
     * @param attribute of a request that was checked, by its name
     */
    public static @Nullable Caller callerOf(java.util.function.Function<String, @Nullable Object> attribute) {
        return (Caller) attribute.apply(CALLER);
    }

    /** From where a request comes that was checked; null if none was. */
    public static @Nullable Origin originOf(java.util.function.Function<String, @Nullable Object> attribute) {
        return (Origin) attribute.apply(ORIGIN);
    }

    private Duration count(Optional<Caller> caller, Origin origin) {
        if (caller.filter(Caller::isLocal).isPresent()) {
            return Duration.ZERO;
        }
        return limit.take(caller.map(known -> "token " + known.name())
                .orElseGet(() -> "address " + RateLimit.client(origin.address())));
    }

    private Optional<Caller> caller(Request request) {
        String authorization = request.getHeaders().get("Authorization");
        if (authorization != null) {
            return authorization.startsWith(SCHEME)
                    ? tokens.callerOf(authorization.substring(SCHEME.length()).strip())
                    : Optional.empty();
        }
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .findFirst()
                .map(HttpCookie::getValue)
                .flatMap(tokens::callerOf);
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int portAt = host.lastIndexOf(':');
        String name = portAt > host.lastIndexOf(']') ? host.substring(0, portAt) : host;
        return LOOPBACK_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}

package dev.weir.api;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only who may ask. Listening on the loopback is not enough: any web page in the operator's browser can send
 * requests there. So the Host header must name the loopback (a page that rebinds its own name to 127.0.0.1 sends that
 * name), and whatever changes something needs the token, which only the owner of the data folder can read, and a content
 * type that a page cannot send without asking first.
 */
final class Guard {
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    Guard(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    void check(Context context) {
        if (!isLoopback(context.header("Host"))) {
            throw new ForbiddenResponse("the Host header must be 127.0.0.1 or localhost");
        }
        if (HARMLESS.contains(context.method())) {
            return;
        }
        if (!hasToken(context.header("Authorization"))) {
            throw new UnauthorizedResponse(
                    "needs the header \"Authorization: Bearer TOKEN\" with the token of run.json");
        }
        if (!isJson(context.contentType())) {
            throw new UnsupportedMediaTypeResponse("the content type must be application/json");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int portAt = host.lastIndexOf(':');
        String name = portAt > host.lastIndexOf(']') ? host.substring(0, portAt) : host;
        return LOOPBACK_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private boolean hasToken(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token, authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
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

package dev.weir.api;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Role;
import dev.weir.api.door.Entrance;
import dev.weir.api.network.Origin;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request to a route only who may: each route wants a token, or the session that a browser got for one, and a body must be of
 * a type that a page elsewhere cannot send without asking first.
 */
final class Guard {
    private Guard() {}

    /** For a request of a route. */
    static void admit(Context context, Route route) {
        context.header("Cache-Control", "no-store");
        if (!route.roles().isEmpty()) {
            Caller caller = Entrance.callerOf(context::attribute);
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
        Caller caller = Entrance.callerOf(context::attribute);
        if (caller == null) {
            throw new UnauthorizedResponse("needs a token");
        }
        return caller;
    }

    /** The secret of the browser's session; null if it has none. */
    static @Nullable String session(Context context) {
        return context.cookie(Entrance.COOKIE);
    }

    /** The header by which another instance knows who asks. */
    static String authorization(Context context) {
        String header = context.header("Authorization");
        return header == null ? Entrance.SCHEME + session(context) : header;
    }

    static void setSession(Context context, String secret, int seconds) {
        Origin origin = Entrance.originOf(context::attribute);
        boolean isSecure = context.req().isSecure() || (origin != null && origin.isSecure());
        context.cookie(new Cookie(Entrance.COOKIE, secret, "/", seconds, isSecure, true, null, SameSite.STRICT));
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

package dev.weir.api;

import dev.weir.api.access.Role;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One route of the API.
 *
 * @param method the HTTP method
 * @param path with parameters in braces, or in angle brackets where they may have slashes
 * @param roles who may; empty if everybody, also without a token
 * @param body what a request may bring
 * @param handler what it does
 */
record Route(HandlerType method, String path, Set<Role> roles, Body body, Handler handler) {
    /** What all paths of this version of the API begin with. */
    static final String ROOT = "/api/v1";

    /** What a request may bring. */
    enum Body {
        NONE,
        /** Such as a web page elsewhere cannot send without asking first. */
        JSON,
        /** A flow in any form. */
        ANY
    }

    static Route get(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.GET, path, roles, Body.NONE, handler);
    }

    static Route post(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.POST, path, roles, Body.JSON, handler);
    }

    static Route postFlows(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.POST, path, roles, Body.ANY, handler);
    }

    static Route delete(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.DELETE, path, roles, Body.NONE, handler);
    }
}

package dev.weir.api;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Role;
import dev.weir.api.access.Token;
import dev.weir.api.access.Tokens;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes for logging in and out, and for tokens. */
final class SessionRoutes {
    private final Tokens tokens;
    private final Audit audit;

    /** Body of a request to log in. */
    record LogIn(@Nullable String token) {}

    /** Body of a request for a token. */
    record CreateToken(@Nullable String name, @Nullable String role) {}

    /** Who asks, as JSON has it. */
    record Who(String name, String role) {
        static Who of(Caller caller) {
            return new Who(caller.name(), caller.role().word());
        }
    }

    /** A token in a list; what it is is told once, when it is made. */
    record Listed(
            String id,
            String name,
            String role,
            Instant createdAt,
            @Nullable String token) {
        static Listed of(Token token, @Nullable String secret) {
            return new Listed(token.id(), token.name(), token.role().word(), token.createdAt(), secret);
        }
    }

    SessionRoutes(Tokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** The link of the banner: a code that is good once. */
    void logInByCode(Context context) {
        String code = RequestBody.required("code", context.queryParam("code"));
        Caller caller = tokens.redeem(code)
                .orElseThrow(
                        () -> new UnauthorizedResponse(
                                "this link was used before, or is of an earlier start: weir token create makes a token to log in with"));
        open(context, caller);
        context.redirect("/");
    }

    void logIn(Context context) {
        String token = RequestBody.required(
                "token", RequestBody.read(context, LogIn.class).token());
        Caller caller =
                tokens.callerOf(token.strip()).orElseThrow(() -> new UnauthorizedResponse("this token is not valid"));
        open(context, caller);
        ApiRoutes.answer(context.status(201), Who.of(caller));
    }

    void logOut(Context context) {
        String session = Guard.session(context);
        if (session != null) {
            tokens.closeSession(session);
        }
        Guard.setSession(context, "", 0);
        context.status(204);
    }

    void who(Context context) {
        ApiRoutes.answer(context, Who.of(Guard.callerOf(context)));
    }

    void list(Context context) {
        ApiRoutes.answer(
                context,
                tokens.list().stream().map(token -> Listed.of(token, null)).toList());
    }

    void create(Context context) {
        CreateToken body = RequestBody.read(context, CreateToken.class);
        String name = RequestBody.required("name", body.name());
        Role role = Role.ofWord(RequestBody.required("role", body.role()))
                .orElseThrow(() -> new BadRequestResponse("role must be viewer, analyst, operator or collector"));
        try {
            Tokens.Created created = tokens.create(name, role);
            audit.write(
                    Guard.callerOf(context),
                    "token-create",
                    Map.of("id", created.token().id(), "name", name, "role", role.word()));
            ApiRoutes.answer(context.status(201), Listed.of(created.token(), created.secret()));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    void revoke(Context context) {
        Token revoked = tokens.revoke(context.pathParam("id"))
                .orElseThrow(() -> new NotFoundResponse("there is no token of this id: weir token list shows them"));
        audit.write(Guard.callerOf(context), "token-revoke", Map.of("id", revoked.id(), "name", revoked.name()));
        ApiRoutes.answer(context, Listed.of(revoked, null));
    }

    private void open(Context context, Caller caller) {
        Tokens.Created session = tokens.openSession(caller);
        Guard.setSession(context, session.secret(), (int) Tokens.SESSION.toSeconds());
    }
}

package dev.weir.api;

import dev.weir.alert.ThreatKind;
import dev.weir.alert.allow.AllowRule;
import dev.weir.api.access.Caller;
import dev.weir.detector.Allowance;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import dev.weir.flow.Flow;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes of the allowlist: read it, add a rule, remove one. */
final class AllowRoutes {
    private final Detector detector;
    private final Audit audit;

    /** Body of a request to allow something. */
    record Allow(
            @Nullable String source,
            @Nullable String destination,
            @Nullable Integer port,
            @Nullable String kind,
            @Nullable String until,
            @Nullable String reason,
            @Nullable String by) {

        AllowRule rule() {
            try {
                return new AllowRule(
                        source,
                        destination,
                        port == null ? Flow.ABSENT : port,
                        kind == null ? null : kind(kind),
                        Instant.parse(RequestBody.required("until", until)),
                        RequestBody.required("reason", reason));
            } catch (DateTimeException e) {
                throw new BadRequestResponse("\"until\" must be a time such as 2027-01-31T00:00:00Z");
            } catch (IllegalArgumentException e) {
                throw new BadRequestResponse(String.valueOf(e.getMessage()));
            }
        }

        private static ThreatKind kind(String word) {
            return ThreatKind.ofWord(word)
                    .orElseThrow(() -> new BadRequestResponse(
                            "\"kind\" must be a kind of threat as alerts have it, such as port-scan"));
        }
    }

    AllowRoutes(Detector detector, Audit audit) {
        this.detector = detector;
        this.audit = audit;
    }

    void list(Context context) {
        ApiRoutes.answer(context, detector.allowed());
    }

    void allow(Context context) {
        Allow body = RequestBody.read(context, Allow.class);
        AllowRule rule = body.rule();
        Caller caller = Guard.callerOf(context);
        try {
            Allowance made = detector.allow(rule, by(caller, body.by()));
            audit.write(caller, "allow", details(made));
            ApiRoutes.answer(context.status(201), made);
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    void disallow(Context context) {
        Caller caller = Guard.callerOf(context);
        try {
            Allowance gone = detector.disallow(context.pathParam("id"), caller.name());
            audit.write(caller, "disallow", details(gone));
            ApiRoutes.answer(context, gone);
        } catch (RefusedException e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    private static String by(Caller caller, @Nullable String said) {
        String by = RequestBody.by(said);
        return caller.isLocal() && said != null ? by : caller.name();
    }

    private static Map<String, Object> details(Allowance rule) {
        Map<String, Object> details = new HashMap<>();
        details.put("id", rule.id());
        details.put("source", String.valueOf(rule.source()));
        details.put("destination", String.valueOf(rule.destination()));
        details.put("port", String.valueOf(rule.port()));
        details.put("kind", String.valueOf(rule.kind()));
        details.put("until", rule.until().toString());
        details.put("reason", rule.reason());
        return details;
    }
}

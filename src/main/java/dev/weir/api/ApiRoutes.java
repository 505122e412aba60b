package dev.weir.api;

import dev.weir.api.access.Caller;
import dev.weir.api.door.KeptAnswer;
import dev.weir.detector.Detector;
import dev.weir.detector.Installation;
import dev.weir.detector.RefusedException;
import dev.weir.detector.RolledBack;
import dev.weir.detector.Status;
import dev.weir.health.Health;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Routes of the detector. Each reads the request, asks the detector, and writes the answer. */
final class ApiRoutes {
    private static final PrometheusTextFormatWriter METRICS = PrometheusTextFormatWriter.create();

    static final String STATUS = Route.ROOT + "/status";

    private static final int MOST_AUDITED = 1_000;

    private final Detector detector;
    private final KeptAnswer status;
    private final Audit audit;

    /** @param status takes the status, to be shown again */
    ApiRoutes(Detector detector, KeptAnswer status, Audit audit) {
        this.detector = detector;
        this.status = status;
        this.audit = audit;
    }

    /** Alive, or to be started anew. */
    void healthz(Context context) {
        health(context, Health::isAlive);
    }

    /** Scoring flows and learning, now. */
    void readyz(Context context) {
        health(context, Health::isReady);
    }

    void metrics(Context context) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        METRICS.write(text, detector.metrics(), EscapingScheme.DEFAULT);
        context.contentType(METRICS.getContentType()).result(text.toByteArray());
    }

    void status(Context context) {
        if ("false".equals(context.queryParam("digest"))) {
            answer(context, detector.progress());
            return;
        }
        Status now = detector.status();
        answer(context, now);
        status.keep(ApiJson.write(now).getBytes(StandardCharsets.UTF_8), now.modelVersion());
    }

    void checkpoints(Context context) {
        answer(context, detector.checkpoints());
    }

    void takeCheckpoint(Context context) {
        RequestBody.TakeCheckpoint body = RequestBody.read(context, RequestBody.TakeCheckpoint.class);
        String name = RequestBody.required("name", body.name());
        String by = by(context, body.by());
        try {
            answer(context.status(201), detector.takeCheckpoint(name, by));
            audit.write(Guard.callerOf(context), "checkpoint", Map.of("name", name));
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    void rollBack(Context context) {
        RequestBody.RollBack body = RequestBody.read(context, RequestBody.RollBack.class);
        String to = RequestBody.required("to", body.to());
        String by = by(context, body.by());
        try {
            RolledBack done = detector.rollBack(to, by);
            audit.write(
                    Guard.callerOf(context),
                    "rollback",
                    Map.of("to_version", done.checkpoint().version()));
            answer(context, done);
        } catch (RefusedException e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    void difference(Context context) {
        String from = RequestBody.required("from", context.queryParam("from"));
        String to = RequestBody.required("to", context.queryParam("to"));
        try {
            answer(context, detector.difference(from, to));
        } catch (RefusedException e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    void verify(Context context) {
        RequestBody.read(context, RequestBody.Nothing.class);
        answer(context, detector.verify());
    }

    void exportModel(Context context) {
        context.contentType("application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"model.weir\"")
                .result(detector.exportModel());
    }

    void installModel(Context context) {
        RequestBody.InstallModel body = RequestBody.readModel(context);
        byte[] file = RequestBody.decoded("file", RequestBody.required("file", body.file()));
        String by = by(context, body.by());
        try {
            Installation installed = detector.installModel(file, by);
            audit.write(Guard.callerOf(context), "install", Map.of("version", installed.version()));
            answer(context.status(201), installed);
        } catch (RefusedException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    void review(Context context) {
        String top = RequestBody.required("top", context.queryParam("top"));
        try {
            answer(context, detector.review(Integer.parseInt(top)));
        } catch (NumberFormatException | RefusedException e) {
            throw new BadRequestResponse("top must be a number from 1 to " + Detector.MOST_REVIEWED);
        }
    }

    /** The end of the audit, each record as its bytes are kept: its hash is that of the bytes. */
    void audit(Context context) {
        int limit = AlertFilter.limit(context, MOST_AUDITED);
        answer(
                context,
                audit.last(limit).stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .toList());
    }

    private void health(Context context, Predicate<Health> good) {
        Health health = detector.health();
        answer(context.status(good.test(health) ? 200 : 503), HealthBody.of(health));
    }

    /** Health in JSON: its state as a word, and the reason where there is one. */
    private record HealthBody(String state, @Nullable String reason) {
        static HealthBody of(Health health) {
            return new HealthBody(health.state().word(), health.isReady() ? null : health.reason());
        }
    }

    /** The owner's commands say for whom they ask; anybody else asks as who they are. */
    static String by(Context context, @Nullable String said) {
        Caller caller = Guard.callerOf(context);
        String by = RequestBody.by(said);
        return caller.isLocal() ? by : caller.name();
    }

    static void answer(Context context, Object value) {
        context.contentType("application/json").result(ApiJson.write(value));
    }
}

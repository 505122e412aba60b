package dev.weir.api;

import dev.weir.desk.AlertRow;
import dev.weir.desk.AlertState;
import dev.weir.desk.Desk;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import dev.weir.flow.Verdict;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes that say what a verdict or a rollback would change. They change nothing. */
final class PreviewRoutes {
    private static final int MOST_ALERTS = 500;

    private final Detector detector;
    private final DeskRoutes desk;

    /** Body of a request for the preview of a verdict. */
    record OfVerdict(@Nullable String alertId, @Nullable String verdict) {}

    PreviewRoutes(Detector detector, DeskRoutes desk) {
        this.detector = detector;
        this.desk = desk;
    }

    void verdict(Context context) {
        OfVerdict body = RequestBody.read(context, OfVerdict.class);
        String id = RequestBody.required("alert_id", body.alertId());
        Verdict verdict = Verdict.ofWord(RequestBody.required("verdict", body.verdict()))
                .orElseThrow(() -> new BadRequestResponse("verdict must be malicious or benign"));
        Desk open = desk.desk();
        AlertRow row = open.alert(id).orElseThrow(() -> new NotFoundResponse("there is no alert of this id"));
        byte[] record = open.record(row.number()).orElseThrow(() -> new NotFoundResponse("its record is gone"));
        try {
            ApiRoutes.answer(context, detector.previewVerdict(record, verdict, alerts(open)));
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    /** Says what a rollback would change if that is asked, and does it if not. */
    Handler orElse(Handler rollBack) {
        return context -> {
            if ("true".equals(context.queryParam("preview"))) {
                rollBack(context);
            } else {
                rollBack.handle(context);
            }
        };
    }

    private void rollBack(Context context) {
        String to = RequestBody.required(
                "to", RequestBody.read(context, RequestBody.RollBack.class).to());
        try {
            ApiRoutes.answer(context, detector.previewRollback(to, alerts(desk.desk())));
        } catch (RefusedException e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    private static List<byte[]> alerts(Desk open) {
        return open.records(AlertState.OPEN, MOST_ALERTS);
    }
}

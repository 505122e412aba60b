package dev.weir.api;

import dev.weir.desk.AlertPage;
import dev.weir.desk.AlertQuery;
import dev.weir.desk.AlertRow;
import dev.weir.desk.Desk;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import dev.weir.detector.hunt.HuntScope;
import dev.weir.detector.lessons.Blame;
import dev.weir.detector.lessons.LessonChoice;
import dev.weir.detector.lessons.Proof;
import dev.weir.detector.lessons.RecordScorer;
import dev.weir.detector.lessons.Unlearner;
import dev.weir.detector.lessons.UnlearningReceipt;
import dev.weir.flow.Verdict;
import dev.weir.model.DamagedModelException;
import dev.weir.modelfile.ModelFileException;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Routes of the lessons in the model: unlearn some, or find which of them did what. */
final class LessonRoutes {
    private static final int MOST_ALERTS = 2_000;
    private static final long TOP = 10;
    private static final int STORIES = 20;
    private static final int MOST_TOP = 1_000;

    private final Detector detector;
    private final DeskRoutes desk;
    private final Audit audit;

    LessonRoutes(Detector detector, DeskRoutes desk, Audit audit) {
        this.detector = detector;
        this.desk = desk;
        this.audit = audit;
    }

    void unlearn(Context context) {
        RequestBody.Unlearn body = RequestBody.read(context, RequestBody.Unlearn.class);
        String by = ApiRoutes.by(context, body.by());
        try {
            if (body.takeBack() != null) {
                receipt(context, detector.teaching().unlearner().takeBack(body.takeBack(), by), "relearn");
                return;
            }
            LessonChoice choice =
                    new LessonChoice(body.lesson(), body.analyst(), body.flowId(), body.since(), body.until());
            if (Boolean.TRUE.equals(body.preview())) {
                ApiRoutes.answer(context, preview(choice));
            } else {
                receipt(context, detector.teaching().unlearner().unlearn(choice, by), "unlearn");
            }
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    /** With which lessons the model became worse. */
    void bisect(Context context) {
        RequestBody.Bisect body = RequestBody.readBisect(context);
        if (body.good() == null || body.bad() == null) {
            throw new BadRequestResponse("\"good\" and \"bad\" must be versions of the model");
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, String> given = body.verdicts() == null ? Map.of() : body.verdicts();
        given.forEach((flow, word) -> verdicts.put(
                flow,
                Verdict.ofWord(String.valueOf(word))
                        .orElseThrow(() -> new BadRequestResponse("verdict must be malicious or benign"))));
        try {
            ApiRoutes.answer(
                    context, detector.teaching().bisect(body.good(), body.bad(), verdicts, detector::keptFlow));
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    /** What would alert now and did not then. */
    void hunt(Context context) {
        RequestBody.Hunt body = RequestBody.readHunt(context);
        byte[] file = body.model() == null ? null : RequestBody.decoded("model", body.model());
        int top = body.top() == null ? STORIES : body.top();
        try {
            HuntScope scope = new HuntScope(body.host(), body.indicator());
            ApiRoutes.answer(context, detector.teaching().hunt(body.version(), file, body.threshold(), scope, top));
        } catch (RefusedException | ModelFileException | DamagedModelException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    /** How the flows of late differ from those before. */
    void drift(Context context) {
        RequestBody.Since body = RequestBody.read(context, RequestBody.Since.class);
        ApiRoutes.answer(context, detector.teaching().drift(body.since()));
    }

    /** What proves a score. The audit names the model and the log that it comes from. */
    void prove(Context context) {
        RequestBody.Prove body = RequestBody.read(context, RequestBody.Prove.class);
        AskedRecord asked = asked(RequestBody.required("id", body.id()));
        try {
            Proof proof = detector.teaching().prove(asked.flowId(), asked.record(), version(asked, body.at()));
            audit.write(
                    Guard.callerOf(context),
                    "prove",
                    Map.of(
                            "flow_id",
                            proof.flowId(),
                            "model_version",
                            proof.modelVersion(),
                            "model_digest",
                            proof.modelDigest(),
                            "log_digest",
                            proof.logDigest()));
            ApiRoutes.answer(context, proof);
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Long version(AskedRecord asked, @Nullable Long said) {
        return said == null && asked.version() >= 0 ? Long.valueOf(asked.version()) : said;
    }

    /** Which lessons made a score: of an alert, by the model that scored it; of a flow, by the newest. */
    void blame(Context context) {
        String id = RequestBody.required("id", context.queryParam("id"));
        Long version = AlertFilter.number(context, "at");
        int most = Optional.ofNullable(AlertFilter.number(context, "top"))
                .orElse(TOP)
                .intValue();
        try {
            ApiRoutes.answer(context, blame(id, version, Math.max(0, Math.min(MOST_TOP, most))));
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }

    private Blame blame(String id, @Nullable Long version, int most) {
        AskedRecord asked = asked(id);
        return detector.teaching().blame(asked.flowId(), asked.record(), version(asked, version), most);
    }

    /** A flow that was asked about, with the record that has its features, and the version that scored it, -1 if that is not known. */
    private static final class AskedRecord {
        private final String flowId;
        private final byte[] record;
        private final long version;

        AskedRecord(String flowId, byte[] record, long version) {
            this.flowId = flowId;
            this.record = record;
            this.version = version;
        }

        String flowId() {
            return flowId;
        }

        byte[] record() {
            return record;
        }

        long version() {
            return version;
        }
    }

    private AskedRecord asked(String id) {
        Optional<AskedRecord> alert = alert(id);
        return alert.or(() -> detector.keptFlow(id).map(kept -> new AskedRecord(id, kept, -1)))
                .orElseThrow(() -> new NotFoundResponse("neither an alert nor a kept flow of this instance is " + id
                        + ": flows are kept as long as feedback.retention says"));
    }

    private Optional<AskedRecord> alert(String id) {
        try {
            Desk open = desk.desk();
            return open.alert(id)
                    .filter(row -> row.id().equals(id))
                    .flatMap(row -> open.record(row.number()))
                    .map(record -> new AskedRecord(ApiJson.text(record, "flow_id", id), record, (long)
                            ApiJson.number(record, "model_version", -1)));
        } catch (ServiceUnavailableResponse e) {
            return Optional.empty();
        }
    }

    private void receipt(Context context, UnlearningReceipt receipt, String action) {
        audit.write(
                Guard.callerOf(context),
                action,
                Map.of(
                        "unlearning",
                        receipt.unlearning(),
                        "digest_before",
                        receipt.digestBefore(),
                        "digest_after",
                        receipt.digestAfter(),
                        "equals_never_taught",
                        receipt.equalsNeverTaught()));
        ApiRoutes.answer(context, UnlearningAnswer.of(receipt));
    }

    private UnlearningAnswer preview(LessonChoice choice) {
        Unlearner.Preview preview = detector.teaching().unlearner().preview(choice);
        Flips flips = flips(
                detector.teaching().scorer(preview.before()),
                detector.teaching().scorer(preview.after()));
        return UnlearningAnswer.of(preview.plan(), flips.examined(), flips.found());
    }

    private record Flips(int examined, @Nullable List<UnlearningAnswer.Flip> found) {}

    /** Which of the newest alerts one model puts on the other side of their threshold than another. */
    private Flips flips(RecordScorer before, RecordScorer after) {
        List<UnlearningAnswer.Flip> flips = new ArrayList<>();
        int examined = 0;
        try {
            Desk open = desk.desk();
            AlertQuery query = AlertQuery.all(AlertQuery.MOST);
            while (examined < MOST_ALERTS) {
                AlertPage page = open.alerts(query);
                for (AlertRow row : page.rows()) {
                    examined++;
                    open.record(row.number())
                            .map(record -> flip(row, record, before, after))
                            .ifPresent(flips::add);
                }
                if (page.next() == null) {
                    break;
                }
                query = query.after(page.next());
            }
        } catch (ServiceUnavailableResponse e) {
            return new Flips(0, null);
        }
        return new Flips(examined, flips);
    }

    private static UnlearningAnswer.@Nullable Flip flip(
            AlertRow row, byte[] record, RecordScorer before, RecordScorer after) {
        OptionalDouble was = before.score(record);
        OptionalDouble becomes = after.score(record);
        if (was.isEmpty() || becomes.isEmpty()) {
            return null;
        }
        double threshold = ApiJson.number(record, "threshold", row.score());
        boolean isSame = was.getAsDouble() >= threshold == becomes.getAsDouble() >= threshold;
        return isSame
                ? null
                : new UnlearningAnswer.Flip(
                        row.id(), row.kind(), row.source(), was.getAsDouble(), becomes.getAsDouble(), threshold);
    }
}

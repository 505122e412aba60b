package dev.weir.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.response.ResponseGroup;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Routes of responses: list, approve, take back. */
final class ResponseRoutes {
    private final Detector detector;
    private final Audit audit;

    ResponseRoutes(Detector detector, Audit audit) {
        this.detector = detector;
        this.audit = audit;
    }

    void list(Context context) {
        int limit = AlertFilter.limit(context, ResponseQuery.MOST);
        ResponseQuery query = new ResponseQuery(groups(context), context.queryParam("host"), limit);
        ApiRoutes.answer(context, refused(() -> detector.responses(query)));
    }

    private static Set<ResponseGroup> groups(Context context) {
        String words = context.queryParam("group");
        EnumSet<ResponseGroup> groups = EnumSet.noneOf(ResponseGroup.class);
        if (words == null) {
            return EnumSet.allOf(ResponseGroup.class);
        }
        for (String word : words.split(",", -1)) {
            groups.add(ResponseGroup.ofWord(word)
                    .orElseThrow(() -> new BadRequestResponse(
                            "group must be one or more of waiting, in-force, observed and over, apart by commas")));
        }
        return groups;
    }

    void approve(Context context) {
        RequestBody.OfResponse body = RequestBody.read(context, RequestBody.OfResponse.class);
        String id = RequestBody.required("id", body.id());
        String by = ApiRoutes.by(context, body.by());
        ObjectNode approved = refused(() -> detector.approve(id, by));
        audit.write(Guard.callerOf(context), "response-approve", details(approved));
        ApiRoutes.answer(context, approved);
    }

    void undo(Context context) {
        RequestBody.OfResponse body = RequestBody.read(context, RequestBody.OfResponse.class);
        String id = RequestBody.required("id", body.id());
        String why = body.why() == null ? null : RequestBody.by(body.why());
        String by = ApiRoutes.by(context, body.by());
        ObjectNode undone = refused(() -> detector.undo(id, by, why));
        boolean isRefusal = undone.path("state").asText().equals("refused");
        audit.write(Guard.callerOf(context), isRefusal ? "response-refuse" : "response-undo", details(undone));
        ApiRoutes.answer(context, undone);
    }

    private static Map<String, ?> details(ObjectNode response) {
        return Map.of(
                "id",
                response.path("response_id").asText(),
                "host",
                response.path("host").asText(),
                "state",
                response.path("state").asText());
    }

    private static <T> T refused(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RefusedException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }
}

package dev.weir.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.detector.responses.ResponseStanding;
import dev.weir.detector.responses.Responses;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.record.ResponseJson;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask of responses, in JSON; refused where there are none, or another process decides. */
final class ResponseDesk implements AutoCloseable {
    private final @Nullable Responses responses;

    /** @param responses null if nothing is done about alerts */
    ResponseDesk(@Nullable Responses responses) {
        this.responses = responses;
    }

    List<ObjectNode> find(ResponseQuery query) {
        return refused(
                () -> required().find(query).stream().map(ResponseJson::node).toList());
    }

    ObjectNode approve(String responseId, String by) {
        return refused(() -> ResponseJson.node(required().approve(responseId, by)));
    }

    ObjectNode undo(String responseId, String by, @Nullable String why) {
        return refused(() -> ResponseJson.node(required().undo(responseId, by, why)));
    }

    /** How it is with responses; null where there are none. */
    @Nullable
    ResponseStanding standing() {
        return responses == null ? null : responses.standing();
    }

    /** Has somebody told whenever a response may have changed. */
    void watch(Runnable told) {
        if (responses != null) {
            responses.watch(told);
        }
    }

    /** What is counted; nothing where there are none. */
    List<MetricSnapshot> counted() {
        return responses == null ? List.of() : responses.counted();
    }

    private interface Asked<T> {
        T ask() throws NotPossibleException;
    }

    private static <T> T refused(Asked<T> asked) {
        try {
            return asked.ask();
        } catch (NotPossibleException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Responses required() {
        if (responses == null) {
            throw new RefusedException("there are no responses: response.playbook is none");
        }
        return responses;
    }

    @Override
    public void close() {
        if (responses != null) {
            responses.close();
        }
    }
}

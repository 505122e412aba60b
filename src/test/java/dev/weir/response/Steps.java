package dev.weir.response;

import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses in force, for tests. */
public final class Steps {
    private Steps() {}

    public static ResponseStep approved(String id, Action action, String host, Instant now, Duration duration) {
        return approved(id, action, Target.of(new Host(host)), List.of(), null, now, duration);
    }

    public static ResponseStep approved(
            String id,
            Action action,
            Target target,
            List<String> keep,
            @Nullable String redirectTo,
            Instant now,
            Duration duration) {
        ResponsePlan plan = new ResponsePlan(
                id,
                new FlowId("flow-" + id),
                new FlowId("flow-" + id),
                "rule",
                "score 0.950",
                Mode.ACT,
                action,
                target,
                duration,
                keep,
                redirectTo,
                1,
                0,
                7,
                0.95,
                0.5);
        return new ResponseStep(
                plan, ResponseState.APPROVED, now, "weir", "acts by itself", List.of(), 0.95, now.plus(duration));
    }
}

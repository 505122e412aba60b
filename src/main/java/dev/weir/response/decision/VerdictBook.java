package dev.weir.response.decision;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.AlertFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest verdicts, at most {@value #MOST_VERDICTS}. */
final class VerdictBook {
    private static final int MOST_VERDICTS = 100_000;

    private record Given(Verdict verdict, Instant at) {}

    private final LinkedHashMap<FlowId, Given> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FlowId, Given> eldest) {
            return size() > MOST_VERDICTS;
        }
    };

    void put(FlowId flowId, Verdict verdict, Instant at) {
        latest.remove(flowId);
        latest.put(flowId, new Given(verdict, at));
    }

    /** Whether the latest verdict on the alert or on its present flow is that it is benign. */
    boolean isBenign(AlertFacts alert) {
        Given given = latest(alert);
        return given != null && given.verdict() == Verdict.BENIGN;
    }

    /** Whether somebody called the alert or its present flow malicious after some time. */
    boolean isMaliciousSince(AlertFacts alert, Instant time) {
        Given given = latest(alert);
        return given != null
                && given.verdict() == Verdict.MALICIOUS
                && given.at().isAfter(time);
    }

    private @Nullable Given latest(AlertFacts alert) {
        Given ofAlert = latest.get(alert.alertId());
        Given ofFlow = latest.get(alert.flowId());
        if (ofAlert == null || ofFlow == null) {
            return ofAlert == null ? ofFlow : ofAlert;
        }
        return ofFlow.at().isAfter(ofAlert.at()) ? ofFlow : ofAlert;
    }
}

package dev.weir.response.executor;

import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.openc2.Commands;
import dev.weir.response.openc2.OpenC2Command;
import dev.weir.response.openc2.OpenC2Exception;
import dev.weir.response.openc2.OpenC2Response;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends OpenC2 commands over HTTP, by the OpenC2 HTTPS transfer 1.0: {@code POST} until one is answered, under the same {@code
 * X-Request-ID} each time, so that the other side does it once. What is over before its time is taken back; its time itself the other
 * side looks after.
 */
public final class OpenC2Executor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(OpenC2Executor.class);
    private static final String COMMAND = "application/openc2-cmd+json;version=1.0";
    private static final String RESPONSE = "application/openc2-rsp+json;version=1.0";
    private static final int PROCESSING = 102;
    private static final int NOT_IMPLEMENTED = 501;

    private final URI uri;
    private final Delivery delivery = new Delivery();
    /** What the other side does, as far as this process knows. */
    private final Map<String, ResponseStep> told = new LinkedHashMap<>();

    /** @param uri such as {@code https://firewall.example/.well-known/openc2} */
    public OpenC2Executor(URI uri) {
        this.uri = uri;
    }

    @Override
    public String name() {
        return "openc2";
    }

    @Override
    public boolean can(ResponsePlan plan) {
        return Commands.execute(plan).isPresent();
    }

    @Override
    public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
        Map<String, ResponseStep> wanted = new LinkedHashMap<>();
        inForce.forEach(step -> wanted.put(step.id(), step));
        takeBack(wanted, now);
        Map<String, Outcome> outcomes = new HashMap<>();
        for (ResponseStep step : inForce) {
            boolean isTold = step.state() == ResponseState.ACTIVE || told.containsKey(step.id());
            Outcome outcome = isTold ? Outcome.DONE : give(Commands.execute(step.plan()));
            if (outcome.isDone()) {
                told.put(step.id(), step);
            }
            outcomes.put(step.id(), outcome);
        }
        return outcomes;
    }

    private void takeBack(Map<String, ResponseStep> wanted, Instant now) {
        Iterator<ResponseStep> steps = told.values().iterator();
        while (steps.hasNext()) {
            ResponseStep step = steps.next();
            if (wanted.containsKey(step.id())) {
                continue;
            }
            Outcome outcome = step.isOverdue(now) ? Outcome.DONE : give(Commands.undo(step.plan()));
            if (outcome.isDone() || outcome.isFinal()) {
                steps.remove();
            }
            if (!outcome.isDone()) {
                LOG.warn("response {} is not taken back: {}", step.id(), outcome.failure());
            }
        }
    }

    private Outcome give(Optional<OpenC2Command> command) {
        if (command.isEmpty()) {
            return Outcome.DONE;
        }
        Map<String, String> headers = Map.of(
                "Accept", RESPONSE, "X-Request-ID", String.valueOf(command.get().id()));
        Delivery.Answer answer =
                delivery.post(uri, COMMAND, headers, command.get().toBytes());
        if (!answer.outcome().isDone()) {
            return answer.outcome();
        }
        try {
            return outcome(OpenC2Response.read(answer.body()));
        } catch (OpenC2Exception e) {
            return Outcome.notNow(uri.getHost() + " answers what is no OpenC2 response: it " + e.getMessage());
        }
    }

    private Outcome outcome(OpenC2Response response) {
        int status = response.status();
        if (status == PROCESSING || status / 100 == 2) {
            return Outcome.DONE;
        }
        String what = uri.getHost() + " answers with OpenC2 status " + status
                + (response.text() == null ? "" : ", " + response.text());
        return status / 100 == 4 || status == NOT_IMPLEMENTED ? Outcome.never(what) : Outcome.notNow(what);
    }
}

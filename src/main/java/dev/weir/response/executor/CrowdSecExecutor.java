package dev.weir.response.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes CrowdSec ban the hosts that are denied or contained, so that its bouncers keep them out: one decision for each address, under
 * an origin of Weir's own, which ends by itself with the response. Decisions of others are left alone.
 */
public final class CrowdSecExecutor implements Executor {
    static final String ORIGIN = "weir";
    private static final Logger LOG = LoggerFactory.getLogger(CrowdSecExecutor.class);
    private static final String OWN = "/alerts?origin=" + ORIGIN + "&has_active_decision=true&limit=0";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LapiClient lapi;

    /**
     * @param uri of the local API, such as {@code http://127.0.0.1:8080}
     * @param machine name of the machine, as {@code cscli machines add} has made it
     */
    public CrowdSecExecutor(URI uri, String machine, String password) {
        lapi = new LapiClient(uri, machine, password);
    }

    @Override
    public String name() {
        return "crowdsec";
    }

    /** A ban can say neither between whom, nor what is kept. */
    @Override
    public boolean can(ResponsePlan plan) {
        boolean isWhole = plan.target().peer() == null && plan.keep().isEmpty();
        return (plan.action() == Action.DENY || plan.action() == Action.CONTAIN)
                && isWhole
                && Addresses.address(plan.target().host()).isPresent();
    }

    @Override
    public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
        Outcome outcome = Outcome.DONE;
        try {
            mend(inForce, now);
        } catch (ExecutorException e) {
            LOG.warn("the decisions of CrowdSec are not as they should be: {}", e.getMessage());
            outcome = Outcome.notNow(String.valueOf(e.getMessage()));
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        for (ResponseStep step : inForce) {
            outcomes.put(step.id(), outcome);
        }
        return outcomes;
    }

    private void mend(List<ResponseStep> inForce, Instant now) throws ExecutorException {
        Map<String, ResponseStep> wanted = new TreeMap<>();
        for (ResponseStep step : inForce) {
            wanted.merge(step.plan().target().host().text(), step, CrowdSecExecutor::later);
        }
        Set<String> present = new HashSet<>();
        for (JsonNode alert : lapi.ask("GET", OWN, null)) {
            for (JsonNode decision : alert.path("decisions")) {
                boolean isOurs = decision.path("origin").asText().equals(ORIGIN);
                String address = decision.path("value").asText();
                boolean isOver = decision.path("duration").asText().startsWith("-");
                if (isOurs && !isOver && (!wanted.containsKey(address) || !present.add(address))) {
                    lapi.ask("DELETE", "/decisions/" + decision.path("id").asLong(), null);
                }
            }
        }
        ArrayNode missing = NODES.arrayNode();
        wanted.forEach((address, step) -> {
            if (!present.contains(address)) {
                missing.add(alert(address, step, now));
            }
        });
        if (!missing.isEmpty()) {
            lapi.ask("POST", "/alerts", missing);
        }
    }

    private static ResponseStep later(ResponseStep one, ResponseStep other) {
        return one.end().orElse(Instant.MIN).isAfter(other.end().orElse(Instant.MIN)) ? one : other;
    }

    /** An alert without events, which carries one decision. */
    private static ObjectNode alert(String address, ResponseStep step, Instant now) {
        String scenario = "weir/" + step.plan().rule();
        long seconds = Math.max(1, Duration.between(now, step.end().orElse(now)).toSeconds());
        ObjectNode alert = NODES.objectNode();
        alert.put("scenario", scenario).put("scenario_hash", "").put("scenario_version", "");
        alert.put("message", "response " + step.id() + ": " + step.plan().reason());
        alert.put("start_at", step.at().toString()).put("stop_at", step.at().toString());
        alert.put("events_count", 1).put("capacity", 0).put("leakspeed", "0").put("simulated", false);
        alert.putArray("events");
        alert.putObject("source").put("scope", "Ip").put("value", address).put("ip", address);
        alert.putArray("decisions")
                .addObject()
                .put("origin", ORIGIN)
                .put("type", "ban")
                .put("scope", "Ip")
                .put("value", address)
                .put("duration", seconds + "s")
                .put("scenario", scenario);
        return alert;
    }
}

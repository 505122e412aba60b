package dev.weir.response.rehearsal;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.AddressSet;
import dev.weir.response.AlertFacts;
import dev.weir.response.Mode;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.decision.Responder;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.guard.Guards;
import dev.weir.response.guard.ProtectedAssets;
import dev.weir.response.guard.Surroundings;
import dev.weir.response.playbook.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a playbook over the past, as if every rule acted, within the guards. Nothing is done. */
public final class Rehearsal {
    private final Responder responder;
    private final List<ResponsePlan> acted = new ArrayList<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Instant> ended = new HashMap<>();
    private final Map<FlowId, Instant> lastOfAlert = new HashMap<>();
    private final Map<FlowId, Verdict> verdicts = new HashMap<>();
    private long alerts;
    private long held;
    private long refused;

    /** @param own addresses that Weir itself needs */
    public Rehearsal(Playbook playbook, GuardSettings guards, DecisionSettings decisions, AddressSet own) {
        ResponseBook book = new ResponseBook();
        ProtectedAssets assets =
                new ProtectedAssets(playbook.protectedAssets(), own, Surroundings.NONE, guards.serverClients());
        this.responder = new Responder(
                playbook.in(Mode.ACT), new Guards(guards, assets, book, Surroundings.NONE), book, decisions);
    }

    /** An alert, as it was at a time; times never go back. */
    public void alert(AlertFacts alert, Instant at) {
        alerts++;
        lastOfAlert.put(alert.alertId(), at);
        note(responder.onTime(at));
        note(responder.onAlert(alert, at));
    }

    /** A verdict, when it was learned. */
    public void verdict(FlowId flowId, Verdict verdict, String analyst, long version, Instant at) {
        verdicts.put(flowId, verdict);
        note(responder.onTime(at));
        note(responder.onVerdict(flowId, verdict, analyst, version, at));
    }

    private void note(List<ResponseStep> steps) {
        for (ResponseStep step : steps) {
            if (!step.plan().action().changesTraffic()) {
                continue;
            }
            boolean isApproved = step.state() == ResponseState.APPROVED;
            if (isApproved) {
                acted.add(step.plan());
                begun.put(step.id(), step.at());
            } else if (step.state().isEnd() && begun.containsKey(step.id())) {
                ended.put(step.id(), step.at());
            }
            held += step.state() == ResponseState.PROPOSED && step.why().startsWith("held: ") ? 1 : 0;
            refused += step.state() == ResponseState.REFUSED && step.by().equals(ResponseStep.GUARD) ? 1 : 0;
        }
    }

    /** What it came to. */
    public RehearsalReport report(Instant now) {
        note(responder.onTime(now));
        Set<String> hosts = new HashSet<>();
        Set<String> benign = new HashSet<>();
        Duration lost = Duration.ZERO;
        Duration cutShort = Duration.ZERO;
        long attacks = 0;
        for (ResponsePlan plan : acted) {
            Instant begin = begun.getOrDefault(plan.id(), now);
            String host = plan.target().host().text();
            hosts.add(host);
            if (isCalled(plan, Verdict.BENIGN)) {
                benign.add(host);
                lost = lost.plus(Duration.between(begin, ended.getOrDefault(plan.id(), now)));
            } else if (isCalled(plan, Verdict.MALICIOUS)) {
                attacks++;
                cutShort = cutShort.plus(Duration.between(begin, lastOfAlert.getOrDefault(plan.alertId(), begin)));
            }
        }
        return new RehearsalReport(
                alerts,
                acted.size(),
                hosts.size(),
                benign.size(),
                lost.toMinutes(),
                attacks,
                cutShort.toMinutes(),
                held,
                refused);
    }

    private boolean isCalled(ResponsePlan plan, Verdict verdict) {
        Verdict ofAlert = verdicts.get(plan.alertId());
        return (ofAlert == null ? verdicts.get(plan.flowId()) : ofAlert) == verdict;
    }
}

package dev.weir.detector.responses;

import dev.weir.flow.FlowId;
import dev.weir.response.Action;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was blocked against what the topic says should have been. Late and missing is told from the moment from which a process
 * was there to see to it.
 */
final class RuleLedger {
    /** A response from when it was approved until it should be lifted; null in place of what never came. */
    private static final class Life {
        private @Nullable Instant approved;
        private @Nullable Instant active;
        private @Nullable Instant due;
        private final Set<String> rules = new HashSet<>();

        boolean mayBlock(RuleWatch.Sample sample) {
            return approved != null
                    && !approved.isAfter(sample.to())
                    && (due == null || sample.from().isBefore(due));
        }

        boolean mustBlock(RuleWatch.Sample sample) {
            return active != null
                    && active.isBefore(sample.from())
                    && (due == null || sample.to().isBefore(due));
        }
    }

    /** When a process was started, and when it was killed. */
    record Run(Instant from, Instant to) {}

    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Map<String, List<Life>> byRule = new HashMap<>();
    private final ResponseBook book = new ResponseBook();
    private final Map<ResponseState, Integer> ends = new HashMap<>();
    private final Set<FlowId> alerts = new HashSet<>();
    private final List<Run> runs;
    private final Duration patience;
    private long doubled;
    private Duration latest = Duration.ZERO;
    private Duration longestMissing = Duration.ZERO;
    private final List<String> faults = new ArrayList<>();

    /** @param patience how late a rule may be lifted or set */
    RuleLedger(List<Run> runs, Duration patience) {
        this.runs = runs;
        this.patience = patience;
    }

    /** The steps of the topic, those of each response in their order. */
    void read(List<ResponseStep> steps, Map<FlowId, Instant> calledBenign, boolean hasNft) {
        for (ResponseStep step : steps) {
            if (!book.apply(step)) {
                doubled++;
                faults.add("cannot follow: " + step);
                continue;
            }
            boolean isNew = !lives.containsKey(step.id());
            Life life = lives.computeIfAbsent(step.id(), id -> new Life());
            if (isNew) {
                doubled += alerts.add(step.plan().alertId()) ? 0 : 1;
                String host = step.plan().target().host().text();
                life.rules.add("feed " + host);
                if (hasNft) {
                    life.rules.add((step.plan().action() == Action.DENY ? "deny4 " : "contain4 ") + host);
                }
                life.rules.forEach(rule ->
                        byRule.computeIfAbsent(rule, key -> new ArrayList<>()).add(life));
            }
            note(life, step, calledBenign.get(step.plan().alertId()));
        }
    }

    private void note(Life life, ResponseStep step, @Nullable Instant calledBenign) {
        switch (step.state()) {
            case APPROVED -> {
                life.approved = step.at();
                life.due = step.until();
                if (calledBenign != null && life.due != null && calledBenign.isBefore(life.due)) {
                    life.due = calledBenign.isBefore(step.at()) ? step.at() : calledBenign;
                }
            }
            case ACTIVE -> life.active = step.at();
            case EXPIRED, UNDONE -> {
                if (life.due == null || step.at().isBefore(life.due)) {
                    life.due = step.at();
                }
            }
            case FAILED -> faults.add("failed: " + step);
            case PROPOSED, REFUSED, LAPSED -> {}
        }
        if (step.state().isEnd()) {
            ends.merge(step.state(), 1, Integer::sum);
        }
    }

    void hold(List<RuleWatch.Sample> samples) {
        Map<String, Instant> missingSince = new HashMap<>();
        for (RuleWatch.Sample sample : samples) {
            Run run = running(sample);
            for (String rule : sample.rules()) {
                List<Life> wanted = byRule.getOrDefault(rule, List.of());
                if (run != null && wanted.stream().noneMatch(life -> life.mayBlock(sample))) {
                    noteLate(rule, wanted, sample, run);
                }
            }
            byRule.forEach((rule, wanted) -> {
                boolean isMissing =
                        !sample.rules().contains(rule) && wanted.stream().anyMatch(life -> life.mustBlock(sample));
                if (isMissing) {
                    noteMissing(rule, missingSince.computeIfAbsent(rule, key -> sample.from()), sample);
                } else {
                    missingSince.remove(rule);
                }
            });
        }
    }

    private @Nullable Run running(RuleWatch.Sample sample) {
        for (Run run : runs) {
            if (!run.from().isAfter(sample.from()) && sample.from().isBefore(run.to())) {
                return run;
            }
        }
        return null;
    }

    private void noteLate(String rule, List<Life> wanted, RuleWatch.Sample sample, Run run) {
        Instant due = run.from();
        for (Life life : wanted) {
            if (life.due != null && life.due.isAfter(due) && !life.due.isAfter(sample.from())) {
                due = life.due;
            }
        }
        Duration late = Duration.between(due, sample.from());
        latest = late.compareTo(latest) > 0 ? late : latest;
        if (late.compareTo(patience) > 0 || wanted.isEmpty()) {
            faults.add("orphan: " + rule + " at " + sample.from() + ", due " + due);
        }
    }

    private void noteMissing(String rule, Instant since, RuleWatch.Sample sample) {
        Duration missing = Duration.between(since, sample.from());
        longestMissing = missing.compareTo(longestMissing) > 0 ? missing : longestMissing;
        if (missing.compareTo(patience) > 0) {
            faults.add("lost: " + rule + " at " + sample.from());
        }
    }

    /** What a person was told is done, such as {@code APPROVED r-1}. */
    void holdAnswers(List<String> answers, List<ResponseStep> steps) {
        Set<String> written = new HashSet<>();
        steps.forEach(step -> written.add(step.state() + " " + step.id()));
        answers.stream()
                .filter(answer -> !written.contains(answer))
                .forEach(answer -> faults.add("answered and not written: " + answer));
    }

    /** An alert that was called benign in time may have none. */
    void holdAlerts(Set<FlowId> sent, Set<FlowId> calledBenign) {
        for (FlowId alert : sent) {
            if (!alerts.contains(alert) && !calledBenign.contains(alert)) {
                faults.add("lost: the response to alert " + alert);
            }
        }
        for (ResponseStep step : book.open()) {
            faults.add("never ended: " + step);
        }
    }

    List<String> faults() {
        return faults;
    }

    /** What there was, in one sentence. */
    String summary() {
        return String.format(
                "%,d alerts, %,d responses: %s; %d doubled; lifted at most %.1f s after expiry, undoing or restart;"
                        + " missing for at most %.1f s",
                alerts.size(), lives.size(), ends, doubled, latest.toMillis() / 1e3, longestMissing.toMillis() / 1e3);
    }
}

package dev.weir.response;

import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All responses, each as its newest step says: the fold over the responses topic. A step that cannot follow is left out, so that a
 * record written twice changes nothing. Bounded: of more than {@value #MOST_RESPONSES} responses, those that ended first are
 * forgotten. Not thread-safe.
 */
public final class ResponseBook {
    static final int MOST_RESPONSES = 100_000;

    private static final int MOST_ACTED = 10_000;

    private record Acted(Instant at, String host, String id) {}

    /** The same thing done to the same target. */
    private record Deed(Action action, Target target) {
        static Deed of(ResponseStep step) {
            return new Deed(step.plan().action(), step.plan().target());
        }
    }

    /** In the order of their first steps. */
    private final Map<String, ResponseStep> newest = new LinkedHashMap<>();
    /** Those that are not over. */
    private final Map<String, ResponseStep> open = new LinkedHashMap<>();

    /** The latest approvals, in order. */
    private final ArrayDeque<Acted> acted = new ArrayDeque<>();

    private final Map<String, Acted> lastActed = new HashMap<>();

    private final Map<FlowId, Set<String>> byAlert = new HashMap<>();
    private final Map<String, Set<String>> byHost = new HashMap<>();
    private final Map<Deed, Integer> expired = new HashMap<>();

    /** Takes in a step; returns whether it was one that could follow. */
    public boolean apply(ResponseStep step) {
        ResponseStep before = newest.get(step.id());
        boolean follows = before == null
                ? step.state() == ResponseState.PROPOSED
                : before.state().leadsTo(step.state()) && !isRepeated(before, step);
        if (!follows) {
            return false;
        }
        newest.put(step.id(), step);
        noteActed(step);
        if (step.state() == ResponseState.EXPIRED) {
            expired.merge(Deed.of(step), 1, Integer::sum);
        }
        if (step.state().isEnd()) {
            open.remove(step.id());
        } else {
            open.put(step.id(), step);
        }
        if (before == null) {
            byAlert.computeIfAbsent(step.plan().alertId(), id -> new LinkedHashSet<>(2))
                    .add(step.id());
            byHost.computeIfAbsent(step.plan().target().host().text(), host -> new LinkedHashSet<>(2))
                    .add(step.id());
            forgetOldest();
        }
        return true;
    }

    /** An alert that has open responses was seen with a score: the steps to come tell its highest. */
    public void noteScore(FlowId alertId, double score) {
        for (ResponseStep step : ofAlert(alertId)) {
            if (!step.state().isEnd() && step.highestScore() < score) {
                ResponseStep higher = step.withScore(score);
                newest.put(step.id(), higher);
                open.put(step.id(), higher);
            }
        }
    }

    /** A response, as it stands. */
    public Optional<ResponseStep> find(String id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** All that is known, in the order of their first steps. */
    public Collection<ResponseStep> all() {
        return List.copyOf(newest.values());
    }

    /** Those that are not over, in the order of their latest opening. */
    public List<ResponseStep> open() {
        return List.copyOf(open.values());
    }

    /** How many are not over. */
    public int openCount() {
        return open.size();
    }

    /** Those about an alert, the first first. */
    public List<ResponseStep> ofAlert(FlowId alertId) {
        return steps(byAlert.getOrDefault(alertId, Set.of()));
    }

    /** Those that have a host as their target, the first first. */
    public List<ResponseStep> ofHost(String host) {
        return steps(byHost.getOrDefault(host, Set.of()));
    }

    /** How often an action on a target ran its time. */
    public int timesExpired(Action action, Target target) {
        return expired.getOrDefault(new Deed(action, target), 0);
    }

    private List<ResponseStep> steps(Set<String> ids) {
        List<ResponseStep> steps = new ArrayList<>(ids.size());
        for (String id : ids) {
            ResponseStep step = newest.get(id);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static boolean isRepeated(ResponseStep before, ResponseStep step) {
        return step.state() == before.state()
                && step.approvedBy().size() <= before.approvedBy().size();
    }

    private void forgetOldest() {
        if (newest.size() <= MOST_RESPONSES) {
            return;
        }
        List<String> ended = newest.values().stream()
                .filter(step -> step.state().isEnd())
                .limit(MOST_RESPONSES / 10)
                .map(ResponseStep::id)
                .toList();
        for (String id : ended) {
            ResponseStep forgotten = Objects.requireNonNull(newest.remove(id));
            if (forgotten.state() == ResponseState.EXPIRED) {
                expired.computeIfPresent(Deed.of(forgotten), (deed, count) -> count == 1 ? null : count - 1);
            }
            drop(byAlert, forgotten.plan().alertId(), id);
            drop(byHost, forgotten.plan().target().host().text(), id);
        }
    }

    private static <K> void drop(Map<K, Set<String>> index, K key, String id) {
        Set<String> ids = index.get(key);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
            index.remove(key);
        }
    }

    /** Whether a change of traffic was approved for a host after some time. */
    public boolean wasActedOn(Host host, Instant since) {
        Acted last = lastActed.get(host.text());
        return last != null && last.at().isAfter(since);
    }

    /**
     * Distinct hosts for whom a change of traffic was approved after some time.
     *
     * @param most where counting stops
     */
    public int hostsActedOn(Instant since, int most) {
        int hosts = 0;
        Iterator<Acted> latest = acted.descendingIterator();
        while (hosts < most && latest.hasNext()) {
            Acted one = latest.next();
            if (!one.at().isAfter(since)) {
                break;
            }
            hosts += one.equals(lastActed.get(one.host())) ? 1 : 0;
        }
        return hosts;
    }

    private void noteActed(ResponseStep step) {
        if (step.state() == ResponseState.APPROVED && step.plan().action().changesTraffic()) {
            Acted one = new Acted(step.at(), step.plan().target().host().text(), step.id());
            acted.addLast(one);
            lastActed.put(one.host(), one);
            if (acted.size() > MOST_ACTED) {
                Acted oldest = acted.removeFirst();
                lastActed.remove(oldest.host(), oldest);
            }
        }
    }
}

package dev.weir.demo;

import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the attack that a detector was surest of, so that it can be played again from other hosts. */
final class ClearAttack {
    private static final double SURE = 0.97;
    private static final int MOST_FLOWS = 200;
    private static final long PAUSE_MICROS = 60_000_000;

    private final Map<Host, List<SimulatedFlow>> flows = new LinkedHashMap<>();
    private final Map<Host, Integer> sure = new LinkedHashMap<>();
    private long latestMicros;
    private int copies;

    void note(SimulatedFlow flow, double score) {
        latestMicros = Math.max(latestMicros, flow.flow().timestampMicros());
        if (flow.malicious()) {
            Host source = flow.flow().source();
            List<SimulatedFlow> its = flows.computeIfAbsent(source, host -> new ArrayList<>());
            if (its.size() < MOST_FLOWS) {
                its.add(flow);
                sure.merge(source, score >= SURE ? 1 : 0, Integer::sum);
            }
        }
    }

    /**
     * The attack, a minute after all that was before, by another host.
     *
     * @throws DemoException if no attack was clear
     */
    List<SimulatedFlow> by(String address) {
        Host clearest = sure.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .orElseThrow(() -> new DemoException("no attack was clear enough to be acted on: try another --seed"))
                .getKey();
        List<SimulatedFlow> original = flows.getOrDefault(clearest, List.of());
        long shift = latestMicros + PAUSE_MICROS - original.get(0).flow().timestampMicros();
        copies++;
        List<SimulatedFlow> copy = original.stream()
                .map(flow -> new SimulatedFlow(
                        moved(flow.flow(), shift, new Host(address), flow.id().value() + "r" + copies), flow.label()))
                .toList();
        latestMicros = copy.get(copy.size() - 1).flow().timestampMicros();
        return copy;
    }

    private static Flow moved(Flow flow, long shift, Host source, String id) {
        return new Flow(
                id,
                flow.timestampMicros() + shift,
                source,
                flow.sourcePort(),
                flow.destination(),
                flow.destinationPort(),
                flow.protocol(),
                flow.durationSeconds(),
                flow.sourceBytes(),
                flow.destinationBytes(),
                flow.sourcePackets(),
                flow.destinationPackets(),
                flow.state(),
                flow.service());
    }
}

package dev.weir.simulation.office;

import java.util.PriorityQueue;

/** Flows that are decided but not yet due, earliest first; among equals, the one decided first. */
public final class FlowQueue {
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long order;

    void add(SimulatedFlow flow) {
        queue.add(new Due(flow.flow().timestampMicros(), order++, flow));
    }

    public long nextMicros() {
        Due next = queue.peek();
        return next == null ? TrafficPattern.NEVER : next.micros;
    }

    public SimulatedFlow take() {
        return queue.remove().flow;
    }

    private record Due(long micros, long order, SimulatedFlow flow) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}

package dev.weir.simulation.office;

import java.util.PriorityQueue;

/** Which pattern acts when. */
public final class Agenda {
    private final PriorityQueue<Appointment> appointments = new PriorityQueue<>();
    private long order;

    /** Puts a pattern on the agenda, for the moment it wants to begin. */
    public void add(TrafficPattern pattern, long startMicros) {
        put(pattern, pattern.firstAct(startMicros));
    }

    public long nextMicros() {
        Appointment next = appointments.peek();
        return next == null ? TrafficPattern.NEVER : next.micros;
    }

    public void actNext() {
        Appointment now = appointments.remove();
        put(now.pattern, now.pattern.act(now.micros));
    }

    private void put(TrafficPattern pattern, long micros) {
        if (micros != TrafficPattern.NEVER) {
            appointments.add(new Appointment(micros, order++, pattern));
        }
    }

    private record Appointment(long micros, long order, TrafficPattern pattern) implements Comparable<Appointment> {
        @Override
        public int compareTo(Appointment other) {
            int byTime = Long.compare(micros, other.micros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}

package dev.weir.simulation.office;

/** One habit of the network. It acts at moments of its own choosing, and each act opens flows then or a little later. */
public interface TrafficPattern {
    /** Stands for a moment that does not come. */
    long NEVER = Long.MAX_VALUE;

    /** When it first acts, given when the simulation (or the attack) starts; microseconds since 1970. */
    long firstAct(long startMicros);

    /** Opens flows, none before {@code nowMicros}, and says when it acts next: later than now, or {@link #NEVER}. */
    long act(long nowMicros);
}

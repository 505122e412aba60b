package dev.weir.simulation.office;

/** How many flows have left the simulator. */
public final class Tally {
    private long flows;

    public void count() {
        flows++;
    }

    public long flows() {
        return flows;
    }
}

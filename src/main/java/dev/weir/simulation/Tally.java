package dev.weir.simulation;

/** How many flows have left the simulator. */
final class Tally {
    private long flows;

    void count() {
        flows++;
    }

    long flows() {
        return flows;
    }
}

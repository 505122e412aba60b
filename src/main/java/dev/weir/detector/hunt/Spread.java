package dev.weir.detector.hunt;

import dev.weir.encoding.ShownBins;

/** How the values of some flows are spread over the bins of each column, and how many of the flows alert. Not thread-safe. */
final class Spread {
    /** With fewer flows a difference is chance. */
    private static final long LEAST_FLOWS = 1_000;
    /** Hosts share a place where there are more of them: that makes the deviation larger, never smaller. */
    private static final int HOSTS = 1_024;

    private final int[][] counts;
    private final int[] flowsOf = new int[HOSTS];
    private final int[] alertingOf = new int[HOSTS];
    private long flows;
    private long alerting;

    Spread(int columns) {
        this.counts = new int[columns][ShownBins.COUNT];
    }

    void add(MissedFlow flow, byte[] shown) {
        int host = Math.floorMod(flow.source.hashCode() * 0x9E3779B9, HOSTS);
        flows++;
        flowsOf[host]++;
        if (flow.wasAlerting) {
            alerting++;
            alertingOf[host]++;
        }
        for (int column = 0; column < shown.length; column++) {
            counts[column][shown[column]]++;
        }
    }

    long flows() {
        return flows;
    }

    boolean isTelling() {
        return flows >= LEAST_FLOWS;
    }

    /** Which part of the flows is part of an alert. */
    double alerting() {
        return alerting / (double) Math.max(1, flows);
    }

    /** Which part of the flows shows a bin. */
    double part(int column, int bin) {
        return counts[column][bin] / (double) Math.max(1, flows);
    }

    boolean hasShown(int column, int bin) {
        return counts[column][bin] > 0;
    }

    /** The same, as if each bin had been seen half a time more: none is impossible. */
    double possiblePart(int column, int bin) {
        return (counts[column][bin] + 0.5) / (flows + 0.5 * ShownBins.COUNT);
    }

    /**
     * The variance of the part that alerts. The flows of a host alert together, so it is that of hosts, not of flows: one host that scans
     * for an hour is an alert, and no drift.
     */
    double variance() {
        double part = alerting();
        double sum = 0;
        for (int host = 0; host < HOSTS; host++) {
            double off = alertingOf[host] - part * flowsOf[host];
            sum += off * off;
        }
        return sum / Math.max(1.0, (double) flows * flows);
    }
}

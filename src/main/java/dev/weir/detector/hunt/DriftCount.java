package dev.weir.detector.hunt;

import dev.weir.encoding.ShownBins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Counts what the flows of one network show, before and of late. Not thread-safe. */
final class DriftCount {
    private static final int BEFORE = 0;
    private static final int RECENT = 1;
    /** With fewer flows on one side a difference is chance. */
    private static final long LEAST_FLOWS = 1_000;

    private static final double MOVED = 0.25;
    /** So many times what chance alone makes of equal spreads. */
    private static final double BEYOND_CHANCE = 4;

    private static final double LEAST_Z = 4;
    private static final double LEAST_RATIO = 1.5;
    private static final int SAMPLE = 500;
    private static final int MOST_MOVED = 5;
    private static final int MOST_REVIEWED = 5;

    private final ShownBins bins;
    private final long[] flows = new long[2];
    private final long[] alerting = new long[2];
    private final int[][][] counts;
    private final List<Sampled> sample = new ArrayList<>();
    private final Random chance = new Random(1);

    private static final class Sampled {
        private final String flowId;
        private final String source;
        private final byte[] shown;

        Sampled(String flowId, String source, byte[] shown) {
            this.flowId = flowId;
            this.source = source;
            this.shown = shown;
        }
    }

    private record Column(int column, double stability, int grown) {}

    DriftCount(ShownBins bins) {
        this.bins = bins;
        this.counts = new int[2][bins.columns()][ShownBins.COUNT];
    }

    /** @param shown its bins; not to be changed any more */
    void add(MissedFlow flow, byte[] shown, boolean isRecent) {
        int side = isRecent ? RECENT : BEFORE;
        flows[side]++;
        alerting[side] += flow.wasAlerting ? 1 : 0;
        for (int column = 0; column < shown.length; column++) {
            counts[side][column][shown[column]]++;
        }
        if (isRecent) {
            keep(new Sampled(flow.id, flow.source, shown));
        }
    }

    private void keep(Sampled flow) {
        if (sample.size() < SAMPLE) {
            sample.add(flow);
            return;
        }
        long place = (long) (chance.nextDouble() * flows[RECENT]);
        if (place < SAMPLE) {
            sample.set((int) place, flow);
        }
    }

    long flows() {
        return flows[BEFORE] + flows[RECENT];
    }

    boolean isTelling() {
        return Math.min(flows[BEFORE], flows[RECENT]) >= LEAST_FLOWS;
    }

    Drift.OfNetwork report(String network) {
        List<Column> moved = new ArrayList<>();
        for (int column = 0; column < bins.columns(); column++) {
            Column one = column(column);
            if (one.stability() >= Math.max(MOVED, BEYOND_CHANCE * byChance(column))) {
                moved.add(one);
            }
        }
        moved.sort(Comparator.comparingDouble(Column::stability).reversed());
        List<Column> most = moved.subList(0, Math.min(MOST_MOVED, moved.size()));
        return new Drift.OfNetwork(
                network,
                flows[BEFORE],
                flows[RECENT],
                part(alerting, BEFORE),
                part(alerting, RECENT),
                haveAlertsMoved(),
                most.stream().map(this::words).toList(),
                toReview(most));
    }

    private Column column(int column) {
        double sum = 0;
        int grown = 0;
        double mostGrown = 0;
        for (int bin = 0; bin < ShownBins.COUNT; bin++) {
            double before = part(BEFORE, column, bin);
            double recent = part(RECENT, column, bin);
            sum += (recent - before) * Math.log(recent / before);
            if (recent - before > mostGrown) {
                mostGrown = recent - before;
                grown = bin;
            }
        }
        return new Column(column, sum, grown);
    }

    /** What the index of equal spreads is by chance, in the mean. */
    private double byChance(int column) {
        int used = 0;
        for (int bin = 0; bin < ShownBins.COUNT; bin++) {
            used += counts[BEFORE][column][bin] + counts[RECENT][column][bin] > 0 ? 1 : 0;
        }
        return Math.max(0, used - 1) * (1.0 / flows[BEFORE] + 1.0 / flows[RECENT]);
    }

    /** As if each bin had been seen half a time more: none is impossible. */
    private double part(int side, int column, int bin) {
        return (counts[side][column][bin] + 0.5) / (flows[side] + 0.5 * ShownBins.COUNT);
    }

    private double part(long[] of, int side) {
        return of[side] / (double) Math.max(1, flows[side]);
    }

    private boolean haveAlertsMoved() {
        double before = part(alerting, BEFORE);
        double recent = part(alerting, RECENT);
        double all = (alerting[BEFORE] + alerting[RECENT]) / (double) Math.max(1, flows());
        double deviation = Math.sqrt(all * (1 - all) * (1.0 / flows[BEFORE] + 1.0 / flows[RECENT]));
        double ratio = Math.max(before, recent) / Math.max(1e-9, Math.min(before, recent));
        return Math.abs(recent - before) > LEAST_Z * deviation && ratio >= LEAST_RATIO;
    }

    private Drift.Moved words(Column one) {
        return new Drift.Moved(
                one.stability(),
                bins.name(one.column(), one.grown()),
                counts[BEFORE][one.column()][one.grown()] / (double) flows[BEFORE],
                counts[RECENT][one.column()][one.grown()] / (double) flows[RECENT]);
    }

    /** Of each host one flow. */
    private List<String> toReview(List<Column> moved) {
        List<Sampled> newest = new ArrayList<>(sample);
        newest.sort(Comparator.comparingDouble((Sampled one) -> -newness(one, moved))
                .thenComparing(one -> one.flowId));
        Set<String> sources = new HashSet<>();
        List<String> flowIds = new ArrayList<>();
        for (Sampled one : newest) {
            if (flowIds.size() < MOST_REVIEWED && newness(one, moved) > 0 && sources.add(one.source)) {
                flowIds.add(one.flowId);
            }
        }
        return flowIds;
    }

    /** How much likelier a flow is of late than before, by the columns that moved. */
    private double newness(Sampled flow, List<Column> moved) {
        double sum = 0;
        for (Column one : moved) {
            int bin = flow.shown[one.column()];
            sum += Math.log(part(RECENT, one.column(), bin) / part(BEFORE, one.column(), bin));
        }
        return sum;
    }
}

package dev.weir.review;

import dev.weir.features.FeatureVector;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the features of the last {@value #MOST_FLOWS} flows that this process scored, some 3 MB, to ask what another model would have
 * made of them; and from which score on each task raises alerts. Thread-safe: tasks note flows, anybody may ask.
 */
public final class RecentFlows {
    public static final int MOST_FLOWS = 10_000;

    private final Map<Integer, Double> thresholds = new ConcurrentHashMap<>();
    private float[] values = {};
    private int columns;
    private int next;
    private int count;

    /**
     * Takes in a flow, in the path of each.
     *
     * @param partition of the task that scored it
     * @param threshold least score of an alert as things stand there
     */
    public void note(int partition, FeatureVector vector, double threshold) {
        Double before = thresholds.get(partition);
        if (before == null || before != threshold) {
            thresholds.put(partition, threshold);
        }
        add(vector);
    }

    private synchronized void add(FeatureVector vector) {
        if (columns == 0) {
            columns = vector.schema().size();
            values = new float[MOST_FLOWS * columns];
        }
        vector.copyTo(values, next * columns);
        next = (next + 1) % MOST_FLOWS;
        count = Math.min(MOST_FLOWS, count + 1);
    }

    /** The features of each flow, one after another. */
    public synchronized float[] values() {
        return Arrays.copyOf(values, count * columns);
    }

    /** Least score of an alert in a partition; empty if no flow was scored there yet. */
    public OptionalDouble threshold(int partition) {
        Double threshold = thresholds.get(partition);
        return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
    }

    /** The mean over the partitions; empty if no flow was scored yet. */
    public OptionalDouble threshold() {
        return thresholds.values().stream().mapToDouble(Double::doubleValue).average();
    }
}

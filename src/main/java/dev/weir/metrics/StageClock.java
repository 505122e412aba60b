package dev.weir.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.EnumMap;
import java.util.Map;

/** Times every {@value #EVERY}th record of a task, stage by stage, since asking for the time costs as much as some stages do. */
public final class StageClock {
    private static final int EVERY = 64;

    private final Map<Stage, DistributionDataPoint> stageSeconds = new EnumMap<>(Stage.class);
    private int records;
    private boolean running;
    private long markNanos;

    /** @param seconds a histogram with the stage as its label */
    StageClock(Histogram seconds) {
        for (Stage stage : Stage.values()) {
            stageSeconds.put(stage, seconds.labelValues(stage.word()));
        }
    }

    /**
     * A record begins.
     *
     * @return whether it is one that is timed
     */
    public boolean start() {
        running = records++ % EVERY == 0;
        if (running) {
            markNanos = System.nanoTime();
        }
        return running;
    }

    /** A stage of it ends, and the next begins. */
    public void lap(Stage stage) {
        if (running) {
            long nowNanos = System.nanoTime();
            DistributionDataPoint point = stageSeconds.get(stage);
            if (point != null) {
                point.observe((nowNanos - markNanos) / 1e9);
            }
            markNanos = nowNanos;
        }
    }
}

package dev.weir.metrics;

import java.util.EnumMap;
import java.util.Map;

/** Times every {@value #EVERY}th record of a task, stage by stage, since asking for the time costs as much as some stages do. */
public final class StageClock {
    private static final int EVERY = 64;

    private final Map<Stage, Histogram> stageSeconds;
    private int records;
    private boolean running;
    private long markNanos;

    StageClock(Map<Stage, Histogram> stageSeconds) {
        this.stageSeconds = new EnumMap<>(stageSeconds);
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
            Histogram histogram = stageSeconds.get(stage);
            if (histogram != null) {
                histogram.add((nowNanos - markNanos) / 1e9);
            }
            markNanos = nowNanos;
        }
    }
}

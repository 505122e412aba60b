package dev.weir.stream;

import dev.weir.ingest.stitch.Stitcher;
import java.time.Duration;

/**
 * How records are processed.
 *
 * @param guarantee what a crash may do to the output
 * @param threads stream threads in this process, 1 to 64
 * @param commitInterval how often progress is committed, 10 ms to 60 s, and how long output stays hidden under exactly-once: half of
 *     it where flows are re-keyed, a third where a verdict waits; while flows are more than a second late, 20 times as long, or a
 *     second if that is sooner, but never less than one interval
 * @param rekeyBySource whether flows are brought together by source host; off only if the producer already keys by it
 * @param stitchWindow how long a record of one direction waits for that of the other, 0 to 10 minutes; with 0 each is a flow of its own
 */
public record ProcessingSettings(
        Guarantee guarantee, int threads, Duration commitInterval, boolean rekeyBySource, Duration stitchWindow) {

    /** What a crash may do to scored flows, alerts and lessons. */
    public enum Guarantee {
        /** Each exactly once, for readers that read committed records only. */
        EXACTLY_ONCE,
        /**
         * None lost, some perhaps twice; output is visible some 50 ms sooner. Lessons are learned once all the same.
         */
        AT_LEAST_ONCE
    }

    public static final int MAX_THREADS = 64;
    private static final Duration MIN_COMMIT_INTERVAL = Duration.ofMillis(10);
    private static final Duration MAX_COMMIT_INTERVAL = Duration.ofSeconds(60);

    private static final Duration MAX_STITCH_WINDOW = Duration.ofMinutes(10);

    /** With the usual time for one direction to wait for the other. */
    public ProcessingSettings(Guarantee guarantee, int threads, Duration commitInterval, boolean rekeyBySource) {
        this(guarantee, threads, commitInterval, rekeyBySource, Stitcher.WINDOW);
    }

    /** @throws IllegalArgumentException if a value is outside its range */
    public ProcessingSettings {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads must be 1 to " + MAX_THREADS + ", got " + threads);
        }
        if (commitInterval.compareTo(MIN_COMMIT_INTERVAL) < 0 || commitInterval.compareTo(MAX_COMMIT_INTERVAL) > 0) {
            throw new IllegalArgumentException("commit-interval must be 10ms to 60s, got " + commitInterval);
        }
        if (stitchWindow.isNegative() || stitchWindow.compareTo(MAX_STITCH_WINDOW) > 0) {
            throw new IllegalArgumentException("stitch-window must be 0s to 10m, got " + stitchWindow);
        }
    }

    public static ProcessingSettings defaults() {
        return new ProcessingSettings(Guarantee.EXACTLY_ONCE, 2, Duration.ofMillis(50), true);
    }
}

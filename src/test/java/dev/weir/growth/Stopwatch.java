package dev.weir.growth;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Time since it was made: of the clock, and of the processor on this thread, which other programs do not lengthen as much. */
final class Stopwatch {
    private final long startNanos = System.nanoTime();
    private final long startProcessorNanos = processorNanos();

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    double processorSeconds() {
        return (processorNanos() - startProcessorNanos) / 1e9;
    }

    /** How many that makes in a second. */
    String rate(long count) {
        return String.format(Locale.ROOT, "%,9.0f/s  (%,.0f/s)", count / processorSeconds(), count / seconds());
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

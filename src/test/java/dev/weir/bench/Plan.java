package dev.weir.bench;

import java.nio.file.Path;

/**
 * One run, in a JVM of its own.
 *
 * @param kind what is measured
 * @param variant of the stream
 * @param exactlyOnce the guarantee, for all variants alike
 * @param flows measured, after the warm-up
 * @param warmUpFlows before them
 * @param hosts distinct hosts; 0 for those of the simulated office
 * @param ratePerSecond of flows, where latency is measured
 * @param seconds for which latency is measured
 * @param seed of the flows
 * @param directory of its own, for everything it writes
 */
record Plan(
        Kind kind,
        Variant variant,
        boolean exactlyOnce,
        int flows,
        int warmUpFlows,
        int hosts,
        int ratePerSecond,
        int seconds,
        long seed,
        String directory) {
    /** What a run measures. */
    enum Kind {
        THROUGHPUT,
        LATENCY
    }

    /** The same, with a directory. */
    Plan in(Path folder) {
        return new Plan(
                kind, variant, exactlyOnce, flows, warmUpFlows, hosts, ratePerSecond, seconds, seed, folder.toString());
    }
}

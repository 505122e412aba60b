package dev.weir.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;

/** Has JMH measure the {@link Readers} of all formats, and prints them as a table of the documentation. */
final class ReaderBench {
    private static final double MICRO = 1_000;

    private ReaderBench() {}

    /** @param json file for everything that JMH found */
    static void run(Path json, PrintStream out) {
        Collection<RunResult> results = StageBench.measure(Readers.class, json);
        Map<WrittenAs, Double> parts = medians(results, "parts");
        out.println("| format | bytes | read | its parts alone | of them |");
        out.println("|---|---|---|---|---|");
        medians(results, "read").forEach((format, nanos) -> {
            double least = Objects.requireNonNull(parts.get(format), format::name);
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.2f µs | %.2f µs | %.1f |%n",
                    format.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    format.record(Traffic.flows(1)[0], 0).length,
                    nanos / MICRO,
                    least / MICRO,
                    nanos / least);
        });
    }

    private static Map<WrittenAs, Double> medians(Collection<RunResult> results, String method) {
        Map<WrittenAs, Double> medians = new EnumMap<>(WrittenAs.class);
        results.stream()
                .filter(result -> StageBench.method(result.getParams()).equals(method))
                .forEach(result -> medians.put(
                        WrittenAs.valueOf(result.getParams().getParam("format")),
                        Spread.of(StageBench.iterations(result)).median()));
        return medians;
    }
}

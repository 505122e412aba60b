package dev.weir.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Has JMH measure the {@link Stages} one after the other, and prints them in the order of a flow's way. */
final class StageBench {
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final List<Line> LINES = List.of(
            new Line("parseZeekJson", "parse, Zeek JSON"),
            new Line("parseNativeCsv", "parse, native CSV"),
            new Line("features", "features"),
            new Line("anomaly", "  of them, anomaly"),
            new Line("score", "score"),
            new Line("encode", "  of it, encode"),
            new Line("weigh", "  of it, weigh"),
            new Line("serialise", "serialise"));

    /**
     * A line of the table.
     *
     * @param method of the stages
     * @param title for people
     */
    private record Line(String method, String title) {}

    private StageBench() {}

    /** @param json file for everything that JMH found; what it says meanwhile goes beside it */
    static void run(Path json, PrintStream out) {
        print(measure(Stages.class, json), out);
    }

    /** Has JMH measure all methods of a class. */
    static Collection<RunResult> measure(Class<?> benchmarks, Path json) {
        Path log = json.resolveSibling(String.valueOf(json.getFileName()).replace(".json", ".log"));
        System.err.println("some minutes; what JMH says meanwhile is in " + log);
        try {
            return new Runner(new OptionsBuilder()
                            .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .output(log.toString())
                            .resultFormat(ResultFormatType.JSON)
                            .result(json.toString())
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure, see " + log, e);
        }
    }

    private static void print(Collection<RunResult> results, PrintStream out) {
        out.printf("%-20s%10s  %-22s%14s%n", "one flow, one thread", "ns", "(least to most)", "bytes made");
        for (Line line : LINES) {
            RunResult result = results.stream()
                    .filter(candidate -> method(candidate.getParams()).equals(line.method()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("JMH did not measure " + line.method()));
            Spread nanos = Spread.of(iterations(result));
            out.printf(
                    "%-20s%,10.0f  %-22s%,14.0f%n",
                    line.title(),
                    nanos.median(),
                    String.format("(%,.0f to %,.0f)", nanos.least(), nanos.most()),
                    Objects.requireNonNull(result.getSecondaryResults().get(BYTES), BYTES)
                            .getScore());
        }
    }

    static List<Double> iterations(RunResult result) {
        List<Double> nanos = new ArrayList<>();
        result.getBenchmarkResults().forEach(fork -> {
            for (IterationResult iteration : fork.getIterationResults()) {
                nanos.add(iteration.getPrimaryResult().getScore());
            }
        });
        return nanos;
    }

    static String method(BenchmarkParams benchmark) {
        String name = benchmark.getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

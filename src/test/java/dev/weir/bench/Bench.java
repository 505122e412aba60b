package dev.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code scripts/dev bench}: plans the runs, has each done in a JVM of its own, and prints what they found. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Throughput and latency of the detector on this machine, beside the least a stream can do.")
final class Bench implements Callable<Integer> {
    private static final String LATENCY = "latency";

    @Option(names = "--flows", description = "flows measured in each run (default: ${DEFAULT-VALUE})")
    private int flows = 500_000;

    @Option(names = "--warm-up", description = "flows before them (default: ${DEFAULT-VALUE})")
    private int warmUpFlows = 300_000;

    @Option(names = "--repeats", description = "runs of each variant (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(
            names = "--only",
            split = ",",
            description = "what to measure, of a, b, c, c2, d and latency (default: all)")
    private List<String> only = List.of("a", "b", "c", "c2", "d", LATENCY);

    @Option(names = "--at-least-once", description = "for all variants; without it, exactly once, as shipped")
    private boolean atLeastOnce;

    @Option(names = "--hosts", description = "distinct hosts; 0 for a simulated office (default: ${DEFAULT-VALUE})")
    private int hosts;

    @Option(names = "--rate", description = "flows a second where latency is measured (default: ${DEFAULT-VALUE})")
    private int ratePerSecond = 5_000;

    @Option(names = "--seconds", description = "for which latency is measured (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--seed", description = "of the flows (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--stages",
            description = "instead of all that, how long each stage takes for one flow, and how many bytes it makes")
    private boolean stages;

    @Option(names = "--readers", description = "instead of all that, what reading a record of each format takes")
    private boolean readers;

    @Option(
            names = "--json",
            description =
                    "file for the figures (default: target/bench.json, with --stages target/bench-stages.json, with --readers target/bench-readers.json)")
    private @Nullable Path json;

    @Option(
            names = "--heap",
            description = "the most that each run may take for its heap, such as 4g (default: ${DEFAULT-VALUE})")
    private String heap = "2g";

    @Option(
            names = "--jvm",
            split = " ",
            description =
                    "other options for the JVM of each run, such as a flight recording's (default: those of weir up)")
    private List<String> jvmOptions =
            List.of(System.getProperty("weir.bench.jvm", "-XX:+UseParallelGC").split(" "));

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (stages) {
            StageBench.run(json == null ? Path.of("target", "bench-stages.json") : json, System.out);
            return 0;
        }
        if (readers) {
            ReaderBench.run(json == null ? Path.of("target", "bench-readers.json") : json, System.out);
            return 0;
        }
        if (only.contains(LATENCY) && warmUpFlows < LatencyRun.LEAST_WARM_UP_FLOWS) {
            throw new ParameterException(
                    new CommandLine(this),
                    "latency needs a --warm-up of " + LatencyRun.LEAST_WARM_UP_FLOWS + " flows, to give verdicts on");
        }
        List<Plan> plans = plans();
        Results results = new Results();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            System.err.printf("run %d of %d: %s%n", i + 1, plans.size(), Results.name(plan));
            results.add(plan, run(plan));
        }
        results.print(System.out);
        Files.writeString(
                json == null ? Path.of("target", "bench.json") : json,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results.asJson()));
        return 0;
    }

    /** All variants once, then all again: whatever else the machine does meets all of them alike. */
    private List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (String letter : only) {
                if (!letter.equals(LATENCY)) {
                    plans.add(plan(Plan.Kind.THROUGHPUT, Variant.ofLetter(letter), !atLeastOnce));
                }
            }
        }
        if (only.contains(LATENCY)) {
            for (Variant variant : List.of(Variant.DETECT, Variant.REKEY)) {
                plans.add(plan(Plan.Kind.LATENCY, variant, false));
                plans.add(plan(Plan.Kind.LATENCY, variant, true));
            }
        }
        return plans;
    }

    private Plan plan(Plan.Kind kind, Variant variant, boolean exactlyOnce) {
        return new Plan(kind, variant, exactlyOnce, flows, warmUpFlows, hosts, ratePerSecond, seconds, seed, "");
    }

    private Figures run(Plan plan) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of("target"), "bench-").toAbsolutePath();
        Path figures = folder.resolve("figures.json");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx" + heap);
            command.addAll(jvmOptions);
            command.add("-Djava.io.tmpdir=" + folder);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchRun.class.getName()));
            command.add(new ObjectMapper().writeValueAsString(plan.in(folder)));
            command.add(figures.toString());
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("the run ended with status " + status + ": " + command);
            }
            return new ObjectMapper().readValue(figures.toFile(), Figures.class);
        } finally {
            Footprint.delete(folder);
        }
    }
}

package dev.weir.bench;

import dev.weir.stream.ProcessingSettings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What all runs found, as a table and as JSON. */
final class Results {
    private final Map<String, List<Figures>> runs = new LinkedHashMap<>();
    private final Map<String, Plan> plans = new LinkedHashMap<>();

    static String name(Plan plan) {
        String guarantee = plan.exactlyOnce() ? "exactly-once" : "at-least-once";
        return plan.kind() == Plan.Kind.THROUGHPUT
                ? plan.variant().letter() + " " + guarantee
                : "latency of " + plan.variant().letter() + " " + guarantee;
    }

    void add(Plan plan, Figures figures) {
        plans.putIfAbsent(name(plan), plan);
        runs.computeIfAbsent(name(plan), none -> new ArrayList<>()).add(figures);
    }

    void print(PrintStream out) {
        printThroughput(out);
        printDisk(out);
        printLatency(out);
    }

    private void printThroughput(PrintStream out) {
        List<Plan> all = ofKind(Plan.Kind.THROUGHPUT);
        if (all.isEmpty()) {
            return;
        }
        Plan any = all.get(0);
        out.printf(
                "%nflows/s, median of %d runs of %,d flows (least to most); %s, 2 partitions, 2 threads, commit interval %d ms, broker in the same JVM%n",
                runs(any).size(),
                any.flows(),
                any.exactlyOnce() ? "exactly-once" : "at-least-once",
                ProcessingSettings.defaults().commitInterval().toMillis());
        out.printf(
                "%-3s%-46s%9s%18s%6s%6s%9s%9s%9s%9s%9s%n",
                "", "", "flows/s", "least to most", "of a", "of b", "cpu µs", "of b", "compiler", "heap MB", "RSS MB");
        for (Plan plan : all) {
            Spread rate = spread(plan, Figures.FLOWS_PER_SECOND);
            double cpu = spread(plan, Figures.CPU_MICROS_PER_FLOW).median();
            out.printf(
                    "%-3s%-46s%,9.0f%18s%6s%6s%9.1f%9s%9.1f%,9.0f%,9.0f%n",
                    plan.variant().letter(),
                    plan.variant().title(),
                    rate.median(),
                    String.format("%,.0f to %,.0f", rate.least(), rate.most()),
                    percent(rate.median() / median(Variant.PASS, Figures.FLOWS_PER_SECOND)),
                    percent(rate.median() / median(Variant.PARSE, Figures.FLOWS_PER_SECOND)),
                    cpu,
                    percent(median(Variant.PARSE, Figures.CPU_MICROS_PER_FLOW) / cpu),
                    spread(plan, Figures.COMPILER_MICROS_PER_FLOW).median(),
                    spread(plan, Figures.HEAP_MEGABYTES).median(),
                    spread(plan, Figures.RESIDENT_MEGABYTES).median());
        }
        out.println(
                "cpu µs: processor time of the whole process, broker and all, for each flow; where a machine is shared, its ratio is the steadier");
        out.println(
                "compiler: what compilers took of it; they come to an end where a stream runs for long, or after a longer --warm-up");
        double learning = median(Variant.LEARN, Figures.FLOWS_PER_SECOND);
        out.printf(
                "d of c: %s of the flows/s, %s of the processor time; %.0f lessons learned meanwhile%n",
                percent(learning / median(Variant.DETECT, Figures.FLOWS_PER_SECOND)),
                percent(median(Variant.DETECT, Figures.CPU_MICROS_PER_FLOW)
                        / median(Variant.LEARN, Figures.CPU_MICROS_PER_FLOW)),
                median(Variant.LEARN, Figures.LESSONS));
    }

    private void printDisk(PrintStream out) {
        List<Plan> all = ofKind(Plan.Kind.THROUGHPUT);
        if (all.isEmpty()) {
            return;
        }
        out.println("\nbytes on disk for each flow");
        for (Plan plan : all) {
            if (plan.variant() == Variant.DETECT || plan.variant() == Variant.REKEY) {
                out.printf("%-3s", plan.variant().letter());
                for (String name : new TreeSet<>(runs(plan).get(0).values().keySet())) {
                    double bytes = spread(plan, name).median();
                    if (name.startsWith(Figures.DISK_BYTES_PER_FLOW) && bytes >= 1) {
                        out.printf("%s %.0f  ", name.substring(Figures.DISK_BYTES_PER_FLOW.length()), bytes);
                    }
                }
                out.println();
            }
        }
    }

    private void printLatency(PrintStream out) {
        List<Plan> all = ofKind(Plan.Kind.LATENCY);
        if (all.isEmpty()) {
            return;
        }
        out.printf(
                "%nlatency at %,d flows/s, ms: a flow in its topic until a reader has it scored; a verdict produced,%n",
                all.get(0).ratePerSecond());
        out.println("of 100 a second, until scorers use it; a rollback asked for until two instances score with it,");
        out.println("the slowest of 6");
        out.printf("%-32s%9s%9s%13s%13s%10s%n", "", "flow p50", "flow p99", "verdict p50", "verdict p99", "rollback");
        for (Plan plan : all) {
            out.printf(
                    "%-32s%9.0f%9.0f%13.0f%13.0f%10.0f%n",
                    name(plan).substring("latency of ".length()),
                    spread(plan, Figures.FLOW_P50_MILLIS).median(),
                    spread(plan, Figures.FLOW_P99_MILLIS).median(),
                    spread(plan, Figures.VERDICT_P50_MILLIS).median(),
                    spread(plan, Figures.VERDICT_P99_MILLIS).median(),
                    spread(plan, Figures.ROLLBACK_MILLIS).median());
        }
    }

    /** Every run as it was. */
    Map<String, Object> asJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        plans.forEach((name, plan) -> all.put(
                name,
                Map.of(
                        "plan",
                        plan,
                        "runs",
                        runs(plan).stream().map(Figures::values).toList())));
        return all;
    }

    private List<Plan> ofKind(Plan.Kind kind) {
        return plans.values().stream().filter(plan -> plan.kind() == kind).toList();
    }

    private List<Figures> runs(Plan plan) {
        return runs.getOrDefault(name(plan), List.of());
    }

    private double median(Variant variant, String figure) {
        return ofKind(Plan.Kind.THROUGHPUT).stream()
                .filter(plan -> plan.variant() == variant)
                .mapToDouble(plan -> spread(plan, figure).median())
                .findFirst()
                .orElse(Double.NaN);
    }

    private Spread spread(Plan plan, String figure) {
        return Spread.of(runs(plan).stream().map(run -> run.get(figure)).toList());
    }

    private static String percent(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format("%.0f%%", 100 * ratio);
    }
}

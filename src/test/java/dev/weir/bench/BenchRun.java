package dev.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run: the plan as JSON in, a file for the figures out. */
final class BenchRun {
    private BenchRun() {}

    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Plan plan = json.readValue(arguments[0], Plan.class);
        Figures figures;
        try (Rig rig = new Rig(plan)) {
            figures = plan.kind() == Plan.Kind.THROUGHPUT
                    ? new ThroughputRun(plan, rig).run()
                    : new LatencyRun(plan, rig).run();
        } catch (IllegalStateException e) {
            // Its threads would go on for ever.
            e.printStackTrace();
            System.exit(1);
            return;
        }
        Files.writeString(Path.of(arguments[1]), json.writeValueAsString(figures));
        System.exit(0);
    }
}

package dev.weir.evaluation;

import dev.weir.ingest.NativeCsv;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Labelled flow files for tests, out of simulated traffic in which a quarter of the flows are an attacker's. */
final class FlowFiles {
    private FlowFiles() {}

    static Path simulated(Path file, int flows) throws IOException {
        return simulated(file, flows, UnaryOperator.identity(), FlowFiles::truth);
    }

    /** @param label what to write as label */
    static Path simulated(Path file, int flows, UnaryOperator<String> host, Function<SimulatedFlow, String> label)
            throws IOException {
        SimulationSettings settings =
                new SimulationSettings(7, 40, 0.25, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(2));
        TrafficSimulator simulator = new TrafficSimulator(settings);
        List<String> lines = new ArrayList<>();
        lines.add(NativeCsv.HEADER);
        for (int i = 0; i < flows && simulator.hasNext(); i++) {
            SimulatedFlow simulated = simulator.next();
            lines.add(
                    NativeCsv.line(simulated.flow(), host) + "," + label.apply(simulated) + "," + simulated.category());
        }
        return Files.write(file, lines);
    }

    static String truth(SimulatedFlow flow) {
        return flow.malicious() ? "malicious" : "benign";
    }
}

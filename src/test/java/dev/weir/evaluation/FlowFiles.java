package dev.weir.evaluation;

import dev.weir.evaluation.simulation.SimulatedFlow;
import dev.weir.evaluation.simulation.SimulationSettings;
import dev.weir.evaluation.simulation.TrafficSimulator;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
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
    private static final String HEADER = "ts,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes,"
            + "src_packets,dst_packets,state,service,label,category";

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
        lines.add(HEADER);
        for (int i = 0; i < flows && simulator.hasNext(); i++) {
            SimulatedFlow simulated = simulator.next();
            lines.add(line(simulated.flow(), host) + "," + label.apply(simulated) + "," + simulated.category());
        }
        return Files.write(file, lines);
    }

    static String truth(SimulatedFlow flow) {
        return flow.malicious() ? "malicious" : "benign";
    }

    private static String line(Flow flow, UnaryOperator<String> host) {
        return String.join(
                ",",
                flow.timestampMicros() / 1_000_000 + "." + String.format("%06d", flow.timestampMicros() % 1_000_000),
                host.apply(flow.source().text()),
                number(flow.sourcePort()),
                host.apply(flow.destination().text()),
                number(flow.destinationPort()),
                Protocol.name(flow.protocol()),
                Double.isNaN(flow.durationSeconds()) ? "" : Double.toString(flow.durationSeconds()),
                number(flow.sourceBytes()),
                number(flow.destinationBytes()),
                number(flow.sourcePackets()),
                number(flow.destinationPackets()),
                flow.state() == ConnState.ABSENT ? "" : flow.state().name(),
                flow.service() == null ? "" : flow.service());
    }

    private static String number(long value) {
        return value == Flow.ABSENT ? "" : Long.toString(value);
    }
}

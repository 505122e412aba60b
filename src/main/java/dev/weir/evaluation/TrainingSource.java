package dev.weir.evaluation;

import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.record.ReadResult;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labelled flows of one network in order of time: a file, or an invented office written {@code simulated:SEED:FLOWS}.
 *
 * @param name as written
 * @param office what to invent; empty for a file
 */
record TrainingSource(String name, Optional<Office> office) {
    private static final Pattern SIMULATED = Pattern.compile("simulated:(\\d{1,9}):(\\d{1,9})");
    private static final int PROGRESS_EVERY_FLOWS = 5_000;

    /**
     * An invented office.
     *
     * @param seed of the simulator
     * @param flows how many of its first flows to take
     */
    record Office(long seed, long flows) {}

    /** Takes the flows. */
    @FunctionalInterface
    interface Visitor {
        void flow(Flow flow, Label label);
    }

    static TrainingSource of(String name) {
        Matcher matcher = SIMULATED.matcher(name);
        return new TrainingSource(
                name,
                matcher.matches()
                        ? Optional.of(new Office(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                        : Optional.empty());
    }

    /**
     * Hands out all flows.
     *
     * @return how many records were no flows
     * @throws IOException if a file cannot be read; the message names it
     */
    long read(Visitor visitor, ProgressListener listener) throws IOException {
        if (office.isPresent()) {
            invent(office.get(), visitor);
            return 0;
        }
        return readFile(Path.of(name), visitor, listener);
    }

    private static void invent(Office office, Visitor visitor) {
        TrafficSimulator simulator = new TrafficSimulator(SimulationSettings.ofSeed(office.seed()));
        for (long i = 0; i < office.flows() && simulator.hasNext(); i++) {
            SimulatedFlow flow = simulator.next();
            visitor.flow(flow.flow(), flow.label());
        }
    }

    private static long readFile(Path path, Visitor visitor, ProgressListener listener) throws IOException {
        FlowReader reader = new FlowReader();
        long records = 0;
        long rejected = 0;
        try (FlowFile file = FlowFile.open(path)) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                if (reader.read(record.value(), record.layout()) instanceof ReadResult.Accepted accepted) {
                    visitor.flow(accepted.flow(), accepted.label());
                } else {
                    rejected++;
                }
                if (++records % PROGRESS_EVERY_FLOWS == 0) {
                    listener.progress(path, records, file.bytesRead(), file.totalBytes());
                }
            }
            listener.progress(path, records, file.bytesRead(), file.totalBytes());
        }
        return rejected;
    }
}

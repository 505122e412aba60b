package dev.weir.evaluation;

import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.labelled.LabelledFile;
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

    /**
     * An invented office.
     *
     * @param seed of the simulator
     * @param flows how many of its first flows to take
     */
    record Office(long seed, long flows) {}

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
     * @return what was found
     * @throws IOException if a file cannot be read; the message names it
     */
    FileAccount read(LabelledFile.Visitor visitor, ProgressListener listener) throws IOException {
        if (office.isPresent()) {
            return invent(office.get(), visitor);
        }
        return LabelledFile.read(Path.of(name), visitor, listener::progress);
    }

    private static FileAccount invent(Office office, LabelledFile.Visitor visitor) {
        TrafficSimulator simulator = new TrafficSimulator(SimulationSettings.ofSeed(office.seed()));
        long flows = 0;
        long benign = 0;
        while (flows < office.flows() && simulator.hasNext()) {
            SimulatedFlow flow = simulator.next();
            visitor.flow(flow.flow(), flow.label());
            flows++;
            benign += flow.malicious() ? 0 : 1;
        }
        return FileAccount.ofInvented(flows, benign);
    }
}

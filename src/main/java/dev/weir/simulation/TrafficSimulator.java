package dev.weir.simulation;

import dev.weir.simulation.attack.AttackPlanner;
import dev.weir.simulation.benign.BenignTraffic;
import dev.weir.simulation.office.Agenda;
import dev.weir.simulation.office.FlowQueue;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.simulation.office.Tally;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The flows of an office network in order of time, made one by one as they are asked for. Attacks recur through the run, by
 * changing hosts and with changing parameters; for each there is honest traffic that looks alike. The same settings give the
 * same flows, byte for byte. Not thread-safe.
 */
public final class TrafficSimulator implements Iterator<SimulatedFlow> {
    private final long endMicros;
    private final FlowQueue queue = new FlowQueue();
    private final Agenda agenda = new Agenda();
    private final Tally tally = new Tally();

    public TrafficSimulator(SimulationSettings settings) {
        long startMicros = micros(settings.start());
        endMicros = micros(settings.start().plus(settings.length()));
        Network network = new Network(settings.seed(), settings.hosts());
        BenignTraffic.plan(settings.seed(), network, queue, agenda, startMicros);
        agenda.add(new AttackPlanner(settings, network, queue, agenda, tally), startMicros);
    }

    /** Whether a flow begins before the simulated time is over. */
    @Override
    public boolean hasNext() {
        while (agenda.nextMicros() <= queue.nextMicros() && agenda.nextMicros() < endMicros) {
            agenda.actNext();
        }
        return queue.nextMicros() < endMicros;
    }

    @Override
    public SimulatedFlow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the simulated time is over");
        }
        tally.count();
        return queue.take();
    }

    private static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }
}

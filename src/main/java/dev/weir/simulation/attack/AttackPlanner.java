package dev.weir.simulation.attack;

import dev.weir.flow.Verdict;
import dev.weir.simulation.office.Agenda;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowQueue;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.simulation.office.Tally;
import dev.weir.simulation.office.TrafficPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts attack after attack so that their share of all flows stays near the one asked for. All kinds come in turn, in an
 * order shuffled for each round; each attack has dice of its own, so the n-th is the same whatever else is simulated, though
 * it may start at another time.
 */
public final class AttackPlanner implements TrafficPattern {
    private static final double LOOK_AGAIN_SECONDS = 40;
    private static final double USUAL_HOSTS = 60;
    private static final double USUAL_FLOWS = 100;

    private final SimulationSettings settings;
    private final Network network;
    private final FlowQueue queue;
    private final Agenda agenda;
    private final Tally tally;
    private final Dice dice;
    private final List<AttackKind> round = new ArrayList<>();
    private long planned;
    private int attacks;

    public AttackPlanner(SimulationSettings settings, Network network, FlowQueue queue, Agenda agenda, Tally tally) {
        this.settings = settings;
        this.network = network;
        this.queue = queue;
        this.agenda = agenda;
        this.tally = tally;
        dice = Dice.of(settings.seed(), "attacks");
    }

    @Override
    public long firstAct(long startMicros) {
        return settings.maliciousShare() == 0 ? NEVER : startMicros + dice.waitMicros(LOOK_AGAIN_SECONDS);
    }

    @Override
    public long act(long nowMicros) {
        double scale = Math.min(20, Math.max(0.4, settings.hosts() / USUAL_HOSTS));
        double due = tally.flows() * settings.maliciousShare();
        while (planned + USUAL_FLOWS / 2 * scale < due) {
            planned += start(nowMicros, scale);
        }
        return nowMicros + dice.waitMicros(LOOK_AGAIN_SECONDS);
    }

    private int start(long nowMicros, double scale) {
        if (round.isEmpty()) {
            round.addAll(List.of(AttackKind.values()));
        }
        AttackKind kind = round.remove(dice.below(round.size()));
        Dice own = Dice.of(settings.seed(), "attack " + attacks++);
        int flows = kind.flows(own, scale);
        agenda.add(kind.prepare(new Scene(network, own, queue, Verdict.MALICIOUS), flows), nowMicros);
        return flows;
    }
}

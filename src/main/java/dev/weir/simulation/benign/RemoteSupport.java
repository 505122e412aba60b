package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** The helpdesk looks at one screen after the other, and people work on their office machine from elsewhere inside. */
final class RemoteSupport implements TrafficPattern {
    private static final double SECONDS_BETWEEN_SESSIONS_OF_ONE_HOST = 9_000;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft support;
    private final double meanGapSeconds;

    RemoteSupport(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        support = scene.draft("remote-support");
        meanGapSeconds = SECONDS_BETWEEN_SESSIONS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        boolean helpdesk = dice.chance(0.6);
        Host from = dice.pick(helpdesk ? network.administrators : network.workstations());
        long micros = nowMicros;
        int machines = helpdesk ? dice.run(0.6, 8) : 1;
        for (int i = 0; i < machines; i++) {
            visit(from, network.anyInside(dice), micros);
            micros += dice.waitMicros(30);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void visit(Host from, Host to, long micros) {
        int port = dice.chance(0.6) ? 3_389 : dice.chance(0.6) ? 5_985 : 445;
        boolean quick = dice.chance(0.5);
        support.tcp(from, to, port)
                .state(dice.chance(0.85) ? Outcomes.INSIDE.draw(dice) : Outcomes.FAILURE.draw(dice))
                .service(Ports.service(port))
                .seconds(dice.logNormal(quick ? 4 : 700, 1.0))
                .bytes(dice.logNormal(quick ? 7_000 : 300_000, 1.2), dice.logNormal(quick ? 12_000 : 4e6, 1.4))
                .send(micros);
    }
}

package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Mix;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;
import java.util.ArrayList;
import java.util.List;

/** Passwords are guessed, over SSH mostly, by one machine or a few that take turns; at the end one guess may be right. */
final class BruteForce implements TrafficPattern {
    private static final Mix<ConnState> ANSWERS = new Mix<ConnState>()
            .with(52, ConnState.SF)
            .with(14, ConnState.RSTO)
            .with(12, ConnState.RSTR)
            .with(8, ConnState.S1)
            .with(6, ConnState.S0)
            .with(5, ConnState.REJ)
            .with(3, ConnState.OTH);

    private final Dice dice;
    private final FlowDraft guess;
    private final List<Host> attackers = new ArrayList<>();
    private final Host target;
    private final int port;
    private final double meanGapSeconds;
    private final double up;
    private final double down;
    private final double seconds;
    private final boolean succeeds;
    private int left;

    BruteForce(Scene scene, FlowDraft guess, int flows) {
        this.guess = guess;
        dice = scene.dice();
        left = flows;
        boolean inside = dice.chance(0.4);
        int machines = inside ? 1 : dice.run(0.5, 8);
        for (int i = 0; i < machines; i++) {
            attackers.add(inside ? dice.pick(scene.network().workstations()) : Network.stranger(dice));
        }
        target = dice.pick(scene.network().servers());
        port = dice.chance(0.8) ? 22 : dice.chance(0.6) ? 3_389 : 21;
        meanGapSeconds = dice.chance(0.3) ? dice.between(5.0, 30.0) : dice.between(0.2, 3.0);
        up = dice.between(1_100.0, 2_600.0);
        down = dice.between(1_300.0, 3_000.0);
        seconds = dice.between(0.8, 4.5);
        succeeds = dice.chance(0.3);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        boolean inside = succeeds && left == 1;
        guess.tcp(dice.pick(attackers), target, port)
                .state(inside ? ConnState.SF : ANSWERS.draw(dice))
                .service(Ports.service(port))
                .seconds(inside ? dice.logNormal(200, 1.0) : dice.logNormal(seconds, 0.5))
                .bytes(dice.logNormal(inside ? 20_000 : up, 0.3), dice.logNormal(inside ? 60_000 : down, 0.3))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }
}

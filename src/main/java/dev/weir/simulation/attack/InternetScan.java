package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** The noise of the internet: strangers knock once or twice each, at random ports of whoever is there, and mostly get no answer. */
final class InternetScan implements TrafficPattern {
    private final Scene scene;
    private final Dice dice;
    private final FlowDraft knock;
    private final double meanGapSeconds;
    private Host stranger = Network.NOBODY;
    private int port;
    private int left;

    InternetScan(Scene scene, FlowDraft knock, int flows) {
        this.scene = scene;
        this.knock = knock;
        dice = scene.dice();
        left = flows;
        meanGapSeconds = dice.between(1.0, 12.0);
        changeStranger();
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        if (dice.chance(0.45)) {
            changeStranger();
        }
        Host target = scene.network().anyInside(dice);
        if (dice.chance(0.08)) {
            knock.ping(stranger, target).bytes(8.0 * dice.count(1, 7), 0).send(nowMicros);
        } else if (dice.chance(0.08)) {
            knock.udp(stranger, target, dice.chance(0.5) ? 5_060 : port)
                    .state(ConnState.S0)
                    .bytes(dice.logNormal(120, 0.8), 0)
                    .send(nowMicros);
        } else {
            knock.tcp(stranger, target, port).state(answer()).send(nowMicros);
        }
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }

    private void changeStranger() {
        stranger = Network.stranger(dice);
        port = dice.chance(0.7) ? Ports.wanted(dice.below(Ports.wantedCount())) : dice.count(1, 65_535);
    }

    private ConnState answer() {
        return dice.chance(0.88) ? ConnState.S0 : Outcomes.FAILURE.draw(dice);
    }
}

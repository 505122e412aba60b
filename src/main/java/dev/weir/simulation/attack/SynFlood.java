package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;
import java.util.ArrayList;
import java.util.List;

/** Many sources ask one server of ours for a connection they never finish; some of them are real, and some get an answer. */
final class SynFlood implements TrafficPattern {
    private final Dice dice;
    private final FlowDraft knock;
    private final List<Host> sources = new ArrayList<>();
    private final Host target;
    private final int port;
    private final double meanGapSeconds;
    private final double spoofed;
    private final double overwhelmed;
    private int left;

    SynFlood(Scene scene, FlowDraft knock, int flows) {
        this.knock = knock;
        dice = scene.dice();
        left = flows;
        int machines = dice.count(20, 200);
        for (int i = 0; i < machines; i++) {
            sources.add(Network.stranger(dice));
        }
        target = dice.pick(List.of(scene.network().publicWeb, scene.network().publicShop, scene.network().mail));
        port = target.equals(scene.network().mail) ? 25 : dice.chance(0.75) ? 443 : 80;
        meanGapSeconds = dice.logNormal(0.03, 0.8);
        spoofed = dice.between(0, 0.8);
        overwhelmed = dice.between(0.5, 0.9);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        knock.tcp(dice.chance(spoofed) ? Network.stranger(dice) : dice.pick(sources), target, port)
                .fromPort(dice.count(1_024, 65_535))
                .state(dice.chance(overwhelmed) ? ConnState.S0 : answer())
                .service(Ports.service(port))
                .seconds(dice.logNormal(0.8, 1.3))
                .bytes(
                        dice.chance(0.5) ? 0 : dice.logNormal(500, 1.0),
                        dice.chance(0.5) ? 0 : dice.logNormal(2_000, 1.2))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }

    private ConnState answer() {
        double chance = dice.between(0, 1);
        if (chance < 0.3) {
            return ConnState.SF;
        }
        return chance < 0.5
                ? ConnState.S1
                : chance < 0.65 ? ConnState.RSTOS0 : chance < 0.85 ? ConnState.RSTR : ConnState.REJ;
    }
}

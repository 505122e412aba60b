package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Somebody tries many ports, many hosts or both; fast with a tool's defaults, or slowly so as not to be noticed. Some ports are open. */
final class PortScan implements TrafficPattern {
    private static final double SLOW = 0.35;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft probe;
    private final Host attacker;
    private final Host target;
    private final int port;
    private final double meanGapSeconds;
    private final double filtered;
    private final boolean manyPorts;
    private final boolean manyHosts;
    private int left;

    PortScan(Scene scene, FlowDraft probe, int flows) {
        this.scene = scene;
        this.probe = probe;
        dice = scene.dice();
        left = flows;
        attacker = dice.chance(0.65) ? dice.pick(scene.network().workstations()) : Network.stranger(dice);
        target = scene.network().anyInside(dice);
        port = Ports.wanted(dice.below(8));
        meanGapSeconds = dice.chance(SLOW) ? dice.between(4.0, 40.0) : dice.logNormal(0.08, 1.0);
        filtered = dice.between(0.15, 0.9);
        manyPorts = dice.chance(0.6);
        manyHosts = !manyPorts || dice.chance(0.4);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        int to = manyPorts ? anyPort() : port;
        probe.tcp(attacker, manyHosts ? anyHost() : target, to)
                .state(answer(to))
                .service(Ports.service(to))
                .seconds(dice.logNormal(0.15, 1.4))
                .bytes(dice.chance(0.5) ? 0 : dice.logNormal(300, 1.2), dice.chance(0.4) ? 0 : dice.logNormal(700, 1.3))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }

    private int anyPort() {
        return dice.chance(0.6) ? Ports.wanted(dice.below(Ports.wantedCount())) : dice.count(1, 10_000);
    }

    private Host anyHost() {
        return dice.chance(0.25)
                ? scene.network().unusedAddress(dice)
                : scene.network().anyInside(dice);
    }

    private ConnState answer(int to) {
        if (Ports.commonlyOpen(to) && dice.chance(0.55)) {
            double chance = dice.between(0, 1);
            return chance < 0.4
                    ? ConnState.RSTO
                    : chance < 0.75 ? ConnState.SF : chance < 0.9 ? ConnState.S1 : ConnState.RSTOS0;
        }
        return dice.chance(filtered) ? ConnState.S0 : ConnState.REJ;
    }
}

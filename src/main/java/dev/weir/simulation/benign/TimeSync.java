package dev.weir.simulation.benign;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Clocks are set, from inside and from the internet, with the regularity of a beacon. */
final class TimeSync implements TrafficPattern {
    private static final double SECONDS_BETWEEN_QUESTIONS_OF_ONE_HOST = 1_024;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft ntp;
    private final long gapMicros;
    private int next;

    TimeSync(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        ntp = scene.draft("ntp");
        gapMicros = (long) (1e6
                * SECONDS_BETWEEN_QUESTIONS_OF_ONE_HOST
                / scene.network().workstations().size());
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + 1;
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host asker = network.workstations().get(next);
        next = (next + 1) % network.workstations().size();
        boolean outside = dice.chance(0.3);
        int exchanges = dice.run(0.1, 9);
        ntp.udp(asker, outside ? dice.pick(network.timeServers) : network.directory, 123)
                .fromPort(dice.chance(0.5) ? 123 : dice.count(32_768, 60_999))
                .state(dice.chance(0.97) ? ConnState.SF : ConnState.S0)
                .service("ntp")
                .seconds((exchanges - 1) * 2.0 + dice.logNormal(outside ? 0.02 : 0.002, 0.7))
                .bytes(48.0 * exchanges, 48.0 * exchanges)
                .send(nowMicros);
        return nowMicros + gapMicros;
    }
}

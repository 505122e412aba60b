package dev.weir.simulation.benign;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** What goes wrong on a good day: machines switched off, dead links, printers gone, neighbours searched, replies too late. */
final class StrayConnections implements TrafficPattern {
    private static final double SECONDS_BETWEEN_STRAYS_OF_ONE_HOST = 300;
    private static final Host NEIGHBOURS = new Host("224.0.0.251");
    private static final int[] PORTS = {445, 443, 80, 9_100, 631, 3_389, 22, 139, 8_080, 5_060, 7_680, 1_433};

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft stray;
    private final double meanGapSeconds;

    StrayConnections(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        stray = scene.draft("stray");
        meanGapSeconds = SECONDS_BETWEEN_STRAYS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host host = network.anyInside(dice);
        double chance = dice.between(0, 1);
        if (chance < 0.3) {
            searchNeighbours(host, nowMicros);
        } else if (chance < 0.55) {
            fail(host, network.unusedAddress(dice), PORTS[dice.below(PORTS.length)], nowMicros);
        } else if (chance < 0.75) {
            fail(host, network.site(dice), dice.chance(0.7) ? 443 : 80, nowMicros);
        } else if (chance < 0.85) {
            fail(host, network.anyInside(dice), PORTS[dice.below(PORTS.length)], nowMicros);
        } else {
            replyTooLate(Network.stranger(dice), host, nowMicros);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void fail(Host from, Host to, int port, long startMicros) {
        long micros = startMicros;
        int attempts = dice.run(0.35, 5);
        for (int i = 0; i < attempts; i++) {
            stray.tcp(from, to, port).state(Outcomes.FAILURE.draw(dice)).send(micros);
            micros += dice.waitMicros(20);
        }
    }

    private void searchNeighbours(Host host, long micros) {
        stray.udp(host, NEIGHBOURS, 5_353)
                .fromPort(5_353)
                .state(ConnState.S0)
                .service("dns")
                .bytes(dice.logNormal(140, 0.8), 0)
                .send(micros);
    }

    private void replyTooLate(Host from, Host to, long micros) {
        ConnState torn = dice.chance(0.5) ? ConnState.RSTRH : ConnState.SH;
        stray.tcp(from, to, dice.count(32_768, 60_999))
                .fromPort(dice.chance(0.8) ? 443 : 80)
                .state(dice.chance(0.6) ? ConnState.OTH : torn)
                .bytes(40, 40)
                .send(micros);
    }
}

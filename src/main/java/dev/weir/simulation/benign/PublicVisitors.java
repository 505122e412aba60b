package dev.weir.simulation.benign;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Strangers visit the office's web site, sometimes all at once when something is on sale: many sources, one server. */
final class PublicVisitors implements TrafficPattern {
    private static final double VISITS_PER_HOST_AND_HOUR = 6;
    private static final double RUSH_PROBABILITY = 0.004;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft visit;
    private final double meanGapSeconds;

    PublicVisitors(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        visit = scene.draft("public-visit");
        meanGapSeconds = 3_600
                / VISITS_PER_HOST_AND_HOUR
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        boolean rush = dice.chance(RUSH_PROBABILITY);
        Host server = dice.chance(0.6) ? scene.network().publicWeb : scene.network().publicShop;
        long micros = nowMicros;
        int visitors = rush ? dice.count(40, 160) : 1;
        for (int i = 0; i < visitors; i++) {
            visit(server, micros, rush ? 0.12 : 0.02);
            micros += dice.waitMicros(0.4);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void visit(Host server, long startMicros, double givesUp) {
        Host visitor = Network.stranger(dice);
        long micros = startMicros;
        int connections = dice.run(0.6, 6);
        for (int i = 0; i < connections; i++) {
            int port = dice.chance(0.9) ? 443 : 80;
            visit.tcp(visitor, server, port)
                    .fromPort(dice.count(1_024, 65_535))
                    .state(dice.chance(givesUp) ? ConnState.S0 : Outcomes.INTERNET.draw(dice))
                    .service(Ports.service(port))
                    .seconds(dice.logNormal(1.5, 1.5))
                    .bytes(dice.logNormal(1_500, 0.7), dice.logNormal(14_000, 1.4))
                    .send(micros);
            micros += dice.waitMicros(0.3);
        }
    }
}

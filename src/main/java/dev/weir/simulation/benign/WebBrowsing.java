package dev.weir.simulation.benign;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** People read web pages: bursts of short TLS flows to a few sites, now and then QUIC or a socket that stays open. */
final class WebBrowsing implements TrafficPattern {
    private static final double SECONDS_BETWEEN_SESSIONS_OF_ONE_HOST = 1_500;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft web;
    private final NameLookups names;
    private final double meanGapSeconds;

    WebBrowsing(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        web = scene.draft("web");
        names = new NameLookups(scene);
        meanGapSeconds = SECONDS_BETWEEN_SESSIONS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Host reader = dice.pick(scene.network().workstations());
        long micros = nowMicros;
        int pages = dice.run(0.85, 25);
        for (int page = 0; page < pages; page++) {
            openPage(reader, micros);
            micros += 1 + (long) (1e6 * dice.logNormal(35, 1.0));
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void openPage(Host reader, long micros) {
        Host site = scene.network().site(dice);
        long connected = names.resolve(reader, micros);
        int connections = dice.run(0.78, 14);
        for (int i = 0; i < connections; i++) {
            Host server = i == 0 || dice.chance(0.5) ? site : scene.network().site(dice);
            connect(reader, server, connected);
            connected += dice.waitMicros(0.15);
        }
    }

    private void connect(Host reader, Host server, long micros) {
        double up = dice.logNormal(1_500, 0.9);
        double down = dice.logNormal(5_500, 1.7);
        if (dice.chance(0.12)) {
            web.udp(reader, server, 443)
                    .state(Outcomes.DATAGRAM.draw(dice))
                    .seconds(keptOpen())
                    .bytes(2 * up + 1_200, 2 * down + 1_200)
                    .send(micros);
        } else if (dice.chance(0.05)) {
            web.tcp(reader, server, 80)
                    .state(Outcomes.INTERNET.draw(dice))
                    .service(dice.chance(0.85) ? "http" : null)
                    .seconds(dice.logNormal(0.06, 1.4))
                    .bytes(0.3 * up, 0.3 * down)
                    .send(micros);
        } else {
            ConnState state = Outcomes.INTERNET.draw(dice);
            web.tcp(reader, server, 443)
                    .state(state)
                    .service(dice.chance(0.82) ? "ssl" : null)
                    .seconds(keptOpen())
                    .bytes(dice.chance(0.04) ? 30 * up : up, down)
                    .send(micros);
        }
    }

    private double keptOpen() {
        double chance = dice.between(0, 1);
        if (chance < 0.55) {
            return dice.logNormal(0.35, 1.2);
        }
        return chance < 0.93 ? dice.logNormal(75, 0.6) : dice.logNormal(500, 0.9);
    }
}

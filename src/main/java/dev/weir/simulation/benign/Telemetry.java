package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;
import java.util.List;

/** Programs call home every few minutes, each with its own period: small, regular TLS flows, as a beacon would be. */
final class Telemetry implements TrafficPattern {
    private static final int[] PERIODS_SECONDS = {60, 120, 300, 300, 600, 900, 1_800};
    private static final double PROGRAMS_PER_HOST = 3;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft telemetry;
    private final double meanGapSeconds;

    Telemetry(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        telemetry = scene.draft("telemetry");
        meanGapSeconds =
                6 * 3_600 / PROGRAMS_PER_HOST / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + 1;
    }

    @Override
    public long act(long nowMicros) {
        List<Host> workstations = scene.network().workstations();
        callHome(dice.pick(workstations), dice.pick(scene.network().telemetry), nowMicros);
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void callHome(Host host, Host to, long startMicros) {
        int period = PERIODS_SECONDS[dice.below(PERIODS_SECONDS.length)];
        double size = dice.logNormal(1_100, 0.5);
        int calls = dice.count(3, Math.max(3, 3 * 3_600 / period / 2));
        long micros = startMicros;
        for (int i = 0; i < calls; i++) {
            telemetry
                    .tcp(host, to, dice.chance(0.96) ? 443 : 8_883)
                    .state(Outcomes.INTERNET.draw(dice))
                    .service(dice.chance(0.85) ? "ssl" : null)
                    .seconds(dice.logNormal(0.4, 0.8))
                    .bytes(size * dice.between(0.9, 1.2), dice.logNormal(3_900, 0.4))
                    .send(micros);
            micros += (long) (1e6 * period * dice.between(0.97, 1.08));
        }
    }
}

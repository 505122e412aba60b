package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** People send big files: shared folders in the cloud, video, large attachments. By size alone, just like theft. */
final class CloudSync implements TrafficPattern {
    private static final double SECONDS_BETWEEN_UPLOADS_OF_ONE_HOST = 4_500;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft sync;
    private final double meanGapSeconds;

    CloudSync(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        sync = scene.draft("cloud-sync");
        meanGapSeconds = SECONDS_BETWEEN_UPLOADS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host sender = dice.pick(network.workstations());
        Host to = dice.chance(0.8) ? dice.pick(network.cloudStorage) : network.site(dice);
        long micros = nowMicros;
        int files = dice.run(0.6, 12);
        for (int i = 0; i < files; i++) {
            double bytes = dice.logNormal(1.5e6, 1.9);
            sync.tcp(sender, to, 443)
                    .state(Outcomes.INTERNET.draw(dice))
                    .service("ssl")
                    .seconds(0.5 + bytes / dice.logNormal(2.5e6, 0.8))
                    .bytes(bytes, 3_500 + bytes * dice.between(0.003, 0.03))
                    .send(micros);
            micros += dice.waitMicros(6);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }
}

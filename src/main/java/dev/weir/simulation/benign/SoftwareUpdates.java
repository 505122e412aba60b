package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Machines fetch updates: rare, large downloads. The office's deployment server pushes software to many machines in a row. */
final class SoftwareUpdates implements TrafficPattern {
    private static final double SECONDS_BETWEEN_UPDATES_OF_ONE_HOST = 7_200;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft update;
    private final FlowDraft deployment;
    private final double meanGapSeconds;

    SoftwareUpdates(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        update = scene.draft("update");
        deployment = scene.draft("deployment");
        meanGapSeconds = SECONDS_BETWEEN_UPDATES_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(meanGapSeconds);
    }

    @Override
    public long act(long nowMicros) {
        if (dice.chance(0.04)) {
            deploy(nowMicros);
        } else {
            download(scene.network().anyInside(dice), nowMicros);
        }
        return nowMicros + dice.waitMicros(meanGapSeconds);
    }

    private void download(Host machine, long startMicros) {
        Host site = scene.network().site(dice);
        long micros = startMicros;
        int parts = dice.run(0.6, 8);
        for (int i = 0; i < parts; i++) {
            boolean plain = dice.chance(0.4);
            double bytes = dice.logNormal(2e6, 2.0);
            update.tcp(machine, site, plain ? 80 : 443)
                    .state(Outcomes.INTERNET.draw(dice))
                    .service(plain ? "http" : "ssl")
                    .seconds(0.3 + bytes / dice.logNormal(8e6, 0.7))
                    .bytes(dice.logNormal(700, 0.5) + bytes * 0.001, bytes)
                    .send(micros);
            micros += dice.waitMicros(4);
        }
    }

    private void deploy(long startMicros) {
        Network network = scene.network();
        long micros = startMicros;
        int machines = dice.count(8, 40);
        for (int i = 0; i < machines; i++) {
            boolean share = dice.chance(0.6);
            deployment
                    .tcp(network.deployment, dice.pick(network.workstations()), share ? 445 : 5_985)
                    .state(dice.chance(0.8) ? Outcomes.INSIDE.draw(dice) : Outcomes.FAILURE.draw(dice))
                    .service(share ? "smb" : "http")
                    .seconds(dice.logNormal(6, 1.2))
                    .bytes(dice.logNormal(60_000, 1.8), dice.logNormal(9_000, 1.0))
                    .send(micros);
            micros += dice.waitMicros(2.5);
        }
    }
}

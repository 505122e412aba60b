package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Shared folders, logins to the domain and printing: many small conversations of workstations with a few servers. */
final class FileShares implements TrafficPattern {
    private static final double SECONDS_BETWEEN_VISITS_OF_ONE_HOST = 420;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft share;
    private final FlowDraft domain;
    private final double meanGapSeconds;

    FileShares(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        share = scene.draft("file-share");
        domain = scene.draft("domain");
        meanGapSeconds = SECONDS_BETWEEN_VISITS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host user = dice.pick(network.workstations());
        long micros = nowMicros;
        if (dice.chance(0.5)) {
            micros = login(user, nowMicros);
        }
        Host server = dice.chance(0.93) ? dice.pick(network.fileServers) : dice.pick(network.workstations());
        share.tcp(user, server, 445)
                .state(Outcomes.INSIDE.draw(dice))
                .service(dice.chance(0.9) ? "smb" : null)
                .seconds(dice.logNormal(20, 1.8))
                .bytes(dice.logNormal(9_000, 2.0), dice.logNormal(30_000, 2.2))
                .send(micros);
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private long login(Host user, long startMicros) {
        long micros = startMicros;
        int tickets = dice.count(1, 3);
        for (int i = 0; i < tickets; i++) {
            boolean kerberos = dice.chance(0.65);
            domain.tcp(user, scene.network().directory, kerberos ? 88 : 389)
                    .state(Outcomes.INSIDE.draw(dice))
                    .service(kerberos ? "krb_tcp" : "ldap_tcp")
                    .seconds(dice.logNormal(0.01, 1.2))
                    .bytes(dice.logNormal(1_700, 0.4), dice.logNormal(1_600, 0.5))
                    .send(micros);
            micros += dice.waitMicros(0.05);
        }
        return micros;
    }
}

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
import java.util.List;

/** Administrators log in to servers and stay, mistype passwords, and run scripts over many machines in a row. */
final class SshAdministration implements TrafficPattern {
    private static final double SECONDS_BETWEEN_LOGINS_OF_ONE_ADMINISTRATOR = 1_200;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft ssh;
    private final double meanGapSeconds;

    SshAdministration(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        ssh = scene.draft("ssh");
        meanGapSeconds = SECONDS_BETWEEN_LOGINS_OF_ONE_ADMINISTRATOR
                / scene.network().administrators.size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host administrator = dice.pick(network.administrators);
        if (dice.chance(0.12)) {
            runScript(administrator, nowMicros);
        } else if (dice.chance(0.15)) {
            login(administrator, Network.stranger(dice), nowMicros);
        } else {
            long micros = mistype(administrator, dice.pick(network.servers()), nowMicros);
            login(administrator, dice.pick(network.servers()), micros);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private long mistype(Host administrator, Host server, long startMicros) {
        long micros = startMicros;
        while (dice.chance(0.2)) {
            ssh.tcp(administrator, server, 22)
                    .state(dice.chance(0.7) ? ConnState.SF : ConnState.RSTO)
                    .service("ssh")
                    .seconds(dice.logNormal(5, 0.6))
                    .bytes(dice.logNormal(1_900, 0.2), dice.logNormal(2_300, 0.2))
                    .send(micros);
            micros += dice.waitMicros(8);
        }
        return micros;
    }

    private void login(Host administrator, Host server, long micros) {
        ssh.tcp(administrator, server, 22)
                .state(Outcomes.INSIDE.draw(dice))
                .service("ssh")
                .seconds(dice.logNormal(300, 1.4))
                .bytes(dice.logNormal(9_000, 1.3), dice.logNormal(40_000, 1.6))
                .send(micros);
    }

    private void runScript(Host administrator, long startMicros) {
        List<Host> servers = scene.network().servers();
        long micros = startMicros;
        int rounds = dice.count(1, 3);
        for (int i = 0; i < rounds * servers.size(); i++) {
            ssh.tcp(administrator, servers.get(i % servers.size()), 22)
                    .state(Outcomes.INSIDE.draw(dice))
                    .service("ssh")
                    .seconds(dice.logNormal(1.6, 0.6))
                    .bytes(dice.logNormal(3_200, 0.35), dice.logNormal(3_400, 0.35))
                    .send(micros);
            micros += dice.waitMicros(0.9);
        }
    }
}

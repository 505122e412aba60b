package dev.weir.simulation.benign;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** The monitoring host asks every machine how it is, round after round: one source, many hosts, several ports. */
final class Monitoring implements TrafficPattern {
    private static final double SECONDS_PER_ROUND = 600;
    private static final int[] PORTS = {22, 80, 443, 445, 3_389, 9_100};

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft probe;
    private final int machines;
    private int next;

    Monitoring(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        probe = scene.draft("monitoring");
        machines = scene.network().servers().size()
                + scene.network().workstations().size() / 4;
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + 1;
    }

    @Override
    public long act(long nowMicros) {
        ask(machine(), nowMicros);
        next = (next + 1) % machines;
        return nowMicros + dice.waitMicros(SECONDS_PER_ROUND / machines);
    }

    private Host machine() {
        int servers = scene.network().servers().size();
        return next < servers
                ? scene.network().servers().get(next)
                : scene.network().workstations().get(next - servers);
    }

    private void ask(Host machine, long micros) {
        double chance = dice.between(0, 1);
        if (chance < 0.35) {
            ping(machine, micros);
        } else if (chance < 0.6) {
            probe.udp(scene.network().monitoring, machine, 161)
                    .state(dice.chance(0.9) ? ConnState.SF : ConnState.S0)
                    .service("snmp")
                    .seconds(dice.logNormal(0.02, 1.0))
                    .bytes(dice.logNormal(300, 0.6), dice.logNormal(900, 0.9))
                    .send(micros);
        } else {
            connect(machine, PORTS[dice.below(PORTS.length)], micros);
        }
    }

    private void ping(Host machine, long micros) {
        double echo = 56.0 * dice.count(1, 4);
        probe.ping(scene.network().monitoring, machine)
                .bytes(echo, dice.chance(0.97) ? echo : 0)
                .send(micros);
    }

    private void connect(Host machine, int port, long micros) {
        boolean talks = dice.chance(0.5);
        probe.tcp(scene.network().monitoring, machine, port)
                .state(dice.chance(0.8) ? Outcomes.INSIDE.draw(dice) : Outcomes.FAILURE.draw(dice))
                .service(Ports.service(port))
                .seconds(dice.logNormal(0.05, 1.2))
                .bytes(talks ? dice.logNormal(250, 0.6) : 0, talks ? dice.logNormal(900, 1.0) : 0)
                .send(micros);
    }
}

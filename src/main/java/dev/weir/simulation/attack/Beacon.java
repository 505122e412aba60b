package dev.weir.simulation.attack;

import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** A machine that has been taken over calls its master at regular times, over TLS, and sometimes gets work to do. */
final class Beacon implements TrafficPattern {
    private static final int[] PORTS = {443, 443, 443, 443, 80, 8_443, 8_080};

    private final Dice dice;
    private final FlowDraft call;
    private final Host victim;
    private final Host master;
    private final int port;
    private final double periodSeconds;
    private final double jitter;
    private final double up;
    private final double down;
    private int left;

    Beacon(Scene scene, FlowDraft call, int flows) {
        this.call = call;
        dice = scene.dice();
        left = flows;
        victim = dice.pick(scene.network().workstations());
        master = Network.stranger(dice);
        port = PORTS[dice.below(PORTS.length)];
        periodSeconds = dice.logNormal(25, 0.7);
        jitter = dice.between(0.02, 0.4);
        up = dice.logNormal(550, 0.5);
        down = dice.logNormal(700, 0.6);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        boolean work = dice.chance(0.06);
        call.tcp(victim, master, port)
                .state(Outcomes.INTERNET.draw(dice))
                .service(dice.chance(0.85) ? Ports.service(port) : null)
                .seconds(dice.logNormal(work ? 12 : 0.35, 0.6))
                .bytes(
                        up * dice.between(0.95, 1.15) * (work ? 40 : 1),
                        down * dice.between(0.95, 1.15) * (work ? 25 : 1))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + (long) (1e6 * periodSeconds * dice.between(1 - jitter, 1 + jitter));
    }
}

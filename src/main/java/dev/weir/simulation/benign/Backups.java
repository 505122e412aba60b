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

/** Machines copy themselves to the backup server by night, and by the hour what has changed: huge uploads that mean no harm. */
final class Backups implements TrafficPattern {
    private static final double SECONDS_BETWEEN_COPIES_OF_ONE_MACHINE_BY_NIGHT = 5_400;
    private static final double SECONDS_BETWEEN_COPIES_OF_ONE_MACHINE_BY_DAY = 9_000;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft backup;

    Backups(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        backup = scene.draft("backup");
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + gap(startMicros);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        Host machine = network.anyInside(dice);
        double bytes = night(nowMicros) ? dice.logNormal(120e6, 1.6) : dice.logNormal(6e6, 1.7);
        boolean offSite = machine.equals(network.backup) || dice.chance(0.1);
        Host to = offSite ? dice.pick(network.cloudStorage) : network.backup;
        int streams = dice.run(0.5, 5);
        long micros = nowMicros;
        for (int i = 0; i < streams; i++) {
            copy(machine, to, offSite ? 443 : dice.chance(0.6) ? 22 : 873, bytes / streams, micros);
            micros += dice.waitMicros(2);
        }
        return nowMicros + gap(nowMicros);
    }

    private void copy(Host machine, Host to, int port, double bytes, long micros) {
        double bytesPerSecond = dice.logNormal(Network.isInside(to) ? 30e6 : 4e6, 0.6);
        backup.tcp(machine, to, port)
                .state(dice.chance(0.93) ? ConnState.SF : Outcomes.INTERNET.draw(dice))
                .service(port == 22 ? "ssh" : port == 443 ? "ssl" : null)
                .seconds(1 + bytes / bytesPerSecond)
                .bytes(bytes, 4_000 + bytes * dice.between(0.001, 0.02))
                .send(micros);
    }

    private long gap(long micros) {
        double seconds = night(micros)
                ? SECONDS_BETWEEN_COPIES_OF_ONE_MACHINE_BY_NIGHT
                : SECONDS_BETWEEN_COPIES_OF_ONE_MACHINE_BY_DAY;
        return dice.waitMicros(seconds / scene.network().workstations().size());
    }

    private static boolean night(long micros) {
        int hour = DayRhythm.hour(micros);
        return hour >= 1 && hour < 5;
    }
}

package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Data is carried out in pieces, to a cloud store, a web server or over SSH; in size it is no different from a backup. */
final class Exfiltration implements TrafficPattern {
    private static final int[] PORTS = {443, 443, 443, 22, 22, 80, 8_443};

    private final Dice dice;
    private final FlowDraft upload;
    private final Host victim;
    private final Host receiver;
    private final int port;
    private final double pieceBytes;
    private final double bytesPerSecond;
    private final double meanGapSeconds;
    private int left;

    Exfiltration(Scene scene, FlowDraft upload, int flows) {
        this.upload = upload;
        dice = scene.dice();
        left = flows;
        victim = scene.network().anyInside(dice);
        receiver = dice.chance(0.2) ? dice.pick(scene.network().cloudStorage) : Network.stranger(dice);
        port = PORTS[dice.below(PORTS.length)];
        pieceBytes = dice.logNormal(9e6, 1.3);
        bytesPerSecond = dice.logNormal(1.5e6, 0.9);
        meanGapSeconds = dice.between(3.0, 60.0);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        double bytes = dice.logNormal(pieceBytes, 0.5);
        upload.tcp(victim, receiver, port)
                .state(dice.chance(0.75) ? ConnState.SF : Outcomes.INTERNET.draw(dice))
                .service(dice.chance(0.9) ? Ports.service(port) : null)
                .seconds(0.5 + bytes / dice.logNormal(bytesPerSecond, 0.3))
                .bytes(bytes, 3_000 + bytes * dice.between(0.001, 0.02))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }
}

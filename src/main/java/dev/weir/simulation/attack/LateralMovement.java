package dev.weir.simulation.attack;

import dev.weir.flow.ConnState;
import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Ports;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** From one machine inside, the attacker tries the others by file share, remote desktop and remote commands, and copies tools. */
final class LateralMovement implements TrafficPattern {
    private static final int[] PORTS = {445, 445, 445, 3_389, 5_985, 135};

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft visit;
    private final Host foothold;
    private final int mainPort;
    private final double meanGapSeconds;
    private final double denied;
    private int left;

    LateralMovement(Scene scene, FlowDraft visit, int flows) {
        this.scene = scene;
        this.visit = visit;
        dice = scene.dice();
        left = flows;
        foothold = dice.pick(scene.network().workstations());
        mainPort = PORTS[dice.below(PORTS.length)];
        meanGapSeconds = dice.logNormal(4, 1.0);
        denied = dice.between(0.15, 0.5);
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(60);
    }

    @Override
    public long act(long nowMicros) {
        int port = dice.chance(0.7) ? mainPort : PORTS[dice.below(PORTS.length)];
        boolean tools = dice.chance(0.12);
        visit.tcp(foothold, scene.network().anyInside(dice), port)
                .state(dice.chance(denied) ? Outcomes.FAILURE.draw(dice) : answer())
                .service(Ports.service(port))
                .seconds(dice.logNormal(tools ? 9 : 1.2, 1.0))
                .bytes(dice.logNormal(tools ? 900_000 : 3_500, 0.9), dice.logNormal(tools ? 6_000 : 4_000, 0.8))
                .send(nowMicros);
        return --left == 0 ? NEVER : nowMicros + dice.waitMicros(meanGapSeconds);
    }

    private ConnState answer() {
        return dice.chance(0.35) ? ConnState.RSTR : Outcomes.INSIDE.draw(dice);
    }
}

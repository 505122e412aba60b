package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** The office's own resolver asks the internet, by day and by night, and machines ask for names nobody looks at. */
final class ResolverTraffic implements TrafficPattern {
    private static final double SECONDS_BETWEEN_LOOKUPS_OF_ONE_HOST = 260;

    private final Scene scene;
    private final Dice dice;
    private final NameLookups names;
    private final double meanGapSeconds;

    ResolverTraffic(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        names = new NameLookups(scene);
        meanGapSeconds = SECONDS_BETWEEN_LOOKUPS_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return startMicros + dice.waitMicros(meanGapSeconds);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        if (dice.chance(0.6)) {
            names.ask(network.resolver, network.site(dice), nowMicros, dice.logNormal(0.025, 0.9));
        } else {
            Host asker = network.anyInside(dice);
            names.resolve(asker, nowMicros);
        }
        return nowMicros + dice.waitMicros(meanGapSeconds);
    }
}

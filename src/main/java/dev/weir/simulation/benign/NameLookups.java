package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;

/** Asks the office's resolver for names before something is contacted; what was asked lately is still remembered. */
final class NameLookups {
    private static final double REMEMBERED = 0.45;

    private final Host resolver;
    private final Dice dice;
    private final FlowDraft dns;

    NameLookups(Scene scene) {
        resolver = scene.network().resolver;
        dice = scene.dice();
        dns = scene.draft("dns");
    }

    /** Looks up, and says when the answer is there. */
    long resolve(Host asker, long micros) {
        if (dice.chance(REMEMBERED)) {
            return micros;
        }
        long answered = micros;
        int questions = dice.run(0.45, 6);
        for (int i = 0; i < questions; i++) {
            double seconds = dice.logNormal(0.004, 1.1);
            ask(asker, resolver, answered, seconds);
            answered += 1 + (long) (seconds * 1e6);
        }
        return answered;
    }

    void ask(Host asker, Host server, long micros, double seconds) {
        dns.udp(asker, server, 53)
                .state(Outcomes.DATAGRAM.draw(dice))
                .service("dns")
                .seconds(seconds)
                .bytes(dice.count(28, 70), dice.logNormal(125, 0.5))
                .send(micros);
    }
}

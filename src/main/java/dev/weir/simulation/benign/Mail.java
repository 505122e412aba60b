package dev.weir.simulation.benign;

import dev.weir.flow.Host;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.FlowDraft;
import dev.weir.simulation.office.Network;
import dev.weir.simulation.office.Outcomes;
import dev.weir.simulation.office.Scene;
import dev.weir.simulation.office.TrafficPattern;

/** Mail programs ask the mail server every few minutes; the mail server talks to others, of which some are gone. */
final class Mail implements TrafficPattern {
    private static final double SECONDS_BETWEEN_FETCHES_OF_ONE_HOST = 420;

    private final Scene scene;
    private final Dice dice;
    private final FlowDraft mail;
    private final NameLookups names;
    private final double meanGapSeconds;

    Mail(Scene scene) {
        this.scene = scene;
        dice = scene.dice();
        mail = scene.draft("mail");
        names = new NameLookups(scene);
        meanGapSeconds = SECONDS_BETWEEN_FETCHES_OF_ONE_HOST
                / scene.network().workstations().size();
    }

    @Override
    public long firstAct(long startMicros) {
        return DayRhythm.next(startMicros, meanGapSeconds, dice);
    }

    @Override
    public long act(long nowMicros) {
        Network network = scene.network();
        double chance = dice.between(0, 1);
        if (chance < 0.7) {
            fetch(dice.pick(network.workstations()), network.mail, nowMicros);
        } else if (chance < 0.85) {
            deliver(network.mail, network.site(dice), names.resolve(network.mail, nowMicros));
        } else {
            deliver(Network.stranger(dice), network.mail, nowMicros);
        }
        return DayRhythm.next(nowMicros, meanGapSeconds, dice);
    }

    private void fetch(Host reader, Host server, long micros) {
        boolean sends = dice.chance(0.2);
        double small = dice.logNormal(1_800, 0.6);
        double large = dice.logNormal(12_000, 2.0);
        mail.tcp(reader, server, sends ? 587 : 993)
                .state(Outcomes.INSIDE.draw(dice))
                .service("ssl")
                .seconds(dice.logNormal(1.2, 1.3))
                .bytes(sends ? large : small, sends ? small : large)
                .send(micros);
    }

    private void deliver(Host from, Host to, long micros) {
        mail.tcp(from, to, 25)
                .state(dice.chance(0.85) ? Outcomes.INSIDE.draw(dice) : Outcomes.FAILURE.draw(dice))
                .service("smtp")
                .seconds(dice.logNormal(2.5, 1.0))
                .bytes(dice.logNormal(15_000, 1.8), dice.logNormal(500, 0.4))
                .send(micros);
    }
}

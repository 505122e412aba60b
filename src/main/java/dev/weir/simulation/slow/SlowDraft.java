package dev.weir.simulation.slow;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.flow.Protocol;
import dev.weir.flow.Verdict;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A flow that the attacker's machine is about to send. */
final class SlowDraft {
    private final String attack;
    private final int number;
    private final long micros;
    private final Host from;
    private final int fromPort;
    private final SplittableRandom chance;

    /** @param number how many the attack sent before */
    SlowDraft(String attack, int number, long micros, Host from, SplittableRandom chance) {
        this.attack = attack;
        this.number = number;
        this.micros = micros;
        this.from = from;
        this.fromPort = 49_152 + chance.nextInt(16_000);
        this.chance = chance;
    }

    /** Uniform from {@code least} to {@code bound - 1}. */
    int between(int least, int bound) {
        return chance.nextInt(least, bound);
    }

    SimulatedFlow tcp(Host to, int port, double seconds, int up, int down, ConnState state, @Nullable String service) {
        int packets = up == 0 ? 1 : 8;
        return flow(to, port, Protocol.TCP, seconds, up, down, packets, packets - 1, state, service);
    }

    SimulatedFlow lookUp(Host resolver, int up, int down) {
        return flow(resolver, 53, Protocol.UDP, 0.05, up, down, 1, 1, ConnState.SF, "dns");
    }

    private SimulatedFlow flow(
            Host to,
            int port,
            int protocol,
            double seconds,
            int up,
            int down,
            int packetsUp,
            int packetsDown,
            ConnState state,
            @Nullable String service) {
        Flow flow = new Flow(
                attack + "-" + number,
                micros,
                from,
                fromPort,
                to,
                port,
                protocol,
                seconds,
                up,
                down,
                packetsUp,
                packetsDown,
                state,
                service);
        return new SimulatedFlow(flow, new Label(Optional.of(Verdict.MALICIOUS), attack));
    }
}

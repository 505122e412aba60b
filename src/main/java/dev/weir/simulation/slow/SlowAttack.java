package dev.weir.simulation.slow;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The slow attacks: in an office of {@value #HOSTS} machines one is an attacker's, and sends about one flow an hour. In three days that
 * are some 70 flows of 73,000.
 */
public enum SlowAttack {
    /** Calls home, give or take 30 %; one call in ten gets lost. */
    BEACON(0.3),
    /** Tries a port of a neighbour. */
    SCAN(0.5),
    /** Tries a password of the SSH server. */
    GUESSING(0.5),
    /** Looks up a name whose letters are the stolen data. */
    TUNNEL(0.5);

    private static final int HOSTS = 10;
    private static final double EVERY_SECONDS = 3_600;
    private static final Instant START = Instant.parse("2025-03-03T08:00:00Z");
    private static final Host MASTER = new Host("203.0.113.77");
    private static final int[] PORTS = {22, 23, 135, 139, 445, 1433, 3306, 3389, 5900, 8080};

    private final double jitter;

    SlowAttack(double jitter) {
        this.jitter = jitter;
    }

    /** {@code beacon}, {@code scan}, {@code guessing} or {@code tunnel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * All flows of the office with this attack, and no other, in order of time. The same arguments give the same flows.
     *
     * @param length simulated time, at least some hours, or there may be no flow of the attack
     */
    public List<SimulatedFlow> office(long seed, Duration length) {
        List<SimulatedFlow> all = new ArrayList<>();
        new TrafficSimulator(new SimulationSettings(seed, HOSTS, 0, START, length)).forEachRemaining(all::add);
        Roles roles = Roles.in(all);
        SplittableRandom chance = new SplittableRandom(seed);
        long endMicros = 1_000_000 * START.plus(length).getEpochSecond();
        double seconds = START.getEpochSecond() + chance.nextDouble() * EVERY_SECONDS;
        for (int sent = 0; 1e6 * seconds < endMicros; sent++) {
            boolean isLost = this == BEACON && chance.nextInt(10) == 0;
            if (!isLost) {
                all.add(flow(new SlowDraft(word(), sent, (long) (1e6 * seconds), roles.taken(), chance), roles));
            }
            seconds += EVERY_SECONDS * (1 + jitter * (2 * chance.nextDouble() - 1));
        }
        all.sort(Comparator.comparingLong(simulated -> simulated.flow().timestampMicros()));
        return all;
    }

    private SimulatedFlow flow(SlowDraft draft, Roles roles) {
        return switch (this) {
            case BEACON ->
                draft.tcp(MASTER, 443, 0.4, draft.between(620, 660), draft.between(1_200, 1_250), ConnState.SF, "ssl");
            case SCAN -> {
                boolean isRejected = draft.between(0, 10) < 3;
                int port = PORTS[draft.between(0, PORTS.length)];
                ConnState state = isRejected ? ConnState.REJ : ConnState.S0;
                yield draft.tcp(
                        roles.neighbour(draft.between(1, 255)), port, isRejected ? 0.001 : 3, 0, 0, state, null);
            }
            case GUESSING -> {
                double lasting = draft.between(1_800, 2_800) / 1_000.0;
                int up = draft.between(1_500, 1_900);
                yield draft.tcp(roles.server(), 22, lasting, up, draft.between(2_400, 2_450), ConnState.SF, "ssh");
            }
            case TUNNEL -> draft.lookUp(roles.resolver(), draft.between(120, 230), draft.between(150, 300));
        };
    }

    /**
     * Who is who.
     *
     * @param taken the attacker's machine
     * @param server where all administrators log on
     * @param resolver of names
     */
    private record Roles(Host taken, Host server, Host resolver) {
        static Roles in(List<SimulatedFlow> office) {
            return new Roles(
                    first(office, 443).source(),
                    first(office, 22).destination(),
                    first(office, 53).destination());
        }

        private static Flow first(List<SimulatedFlow> office, int port) {
            return office.stream()
                    .map(SimulatedFlow::flow)
                    .filter(flow -> flow.destinationPort() == port)
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("nobody used port " + port + " in so short a time"));
        }

        /** An address beside that of the machine, used or not. */
        Host neighbour(int number) {
            return new Host(taken.text().replaceFirst("\\d+$", Integer.toString(number)));
        }
    }
}

package dev.weir.evaluation;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.ingest.NativeCsv;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The slow attacks, each written as a labelled set: a simulated office in which one machine is the attacker's. */
enum SlowAttack {
    /** A call home each hour, give or take 30 %; one in ten gets lost. */
    BEACON(3_600, 0.3),
    /** A port of a neighbour every ten minutes. */
    SCAN(600, 0.5),
    /** A password of the busiest SSH server every five minutes. */
    GUESSING(300, 0.5),
    /** A name looked up every five minutes, whose letters are the stolen data. */
    TUNNEL(300, 0.5);

    private static final Instant START = Instant.parse("2025-03-03T08:00:00Z");
    private static final Duration USUAL_LENGTH = Duration.ofDays(3);
    private static final Host MASTER = new Host("203.0.113.77");
    private static final int[] PORTS = {22, 23, 135, 139, 445, 1433, 3306, 3389, 5900, 8080};

    private final double everySeconds;
    private final double jitter;

    SlowAttack(double everySeconds, double jitter) {
        this.everySeconds = everySeconds;
        this.jitter = jitter;
    }

    /** Writes three days of each attack with a seed into a folder; both are the arguments. */
    public static void main(String[] folderAndSeed) throws IOException {
        for (SlowAttack attack : values()) {
            attack.write(Path.of(folderAndSeed[0]), Long.parseLong(folderAndSeed[1]), USUAL_LENGTH);
        }
    }

    Path write(Path folder, long seed, Duration length) throws IOException {
        List<Flow> office = new ArrayList<>();
        new TrafficSimulator(new SimulationSettings(seed, 10, 0, START, length))
                .forEachRemaining(simulated -> office.add(simulated.flow()));
        Set<Flow> attack = flows(office, new SplittableRandom(seed), length);
        List<Flow> all = new ArrayList<>(office);
        all.addAll(attack);
        all.sort(Comparator.comparingLong(Flow::timestampMicros));
        List<String> lines = new ArrayList<>(List.of(NativeCsv.HEADER));
        for (Flow flow : all) {
            lines.add(NativeCsv.line(flow, UnaryOperator.identity())
                    + (attack.contains(flow) ? ",malicious," + word() : ",benign,"));
        }
        return Files.write(folder.resolve(word() + "-" + seed + ".csv"), lines);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Set<Flow> flows(List<Flow> office, SplittableRandom chance, Duration length) {
        Host taken = first(office, 443).source();
        Set<Flow> flows = new HashSet<>();
        double at = START.getEpochSecond() + chance.nextDouble() * everySeconds;
        while (at < START.plus(length).getEpochSecond()) {
            if (this != BEACON || chance.nextInt(10) > 0) {
                flows.add(flow((long) (1e6 * at), taken, office, chance));
            }
            at += everySeconds * (1 + jitter * (2 * chance.nextDouble() - 1));
        }
        return flows;
    }

    private static Flow first(List<Flow> office, int port) {
        return office.stream()
                .filter(flow -> flow.destinationPort() == port)
                .findFirst()
                .orElseThrow();
    }

    private Flow flow(long micros, Host taken, List<Flow> office, SplittableRandom chance) {
        Draft draft = new Draft(micros, taken, 49_152 + chance.nextInt(16_000));
        return switch (this) {
            case BEACON ->
                draft.tcp(MASTER, 443, 0.4, 620 + chance.nextInt(40), 1_200 + chance.nextInt(50), ConnState.SF, "ssl");
            case SCAN -> {
                boolean rejected = chance.nextInt(10) < 3;
                int port = PORTS[chance.nextInt(PORTS.length)];
                ConnState state = rejected ? ConnState.REJ : ConnState.S0;
                yield draft.tcp(neighbour(taken, chance), port, rejected ? 0.001 : 3, 0, 0, state, null);
            }
            case GUESSING -> {
                Host server = first(office, 22).destination();
                double seconds = 1.8 + chance.nextDouble();
                int up = 1_500 + chance.nextInt(400);
                yield draft.tcp(server, 22, seconds, up, 2_400 + chance.nextInt(50), ConnState.SF, "ssh");
            }
            case TUNNEL ->
                draft.lookUp(first(office, 53).destination(), 120 + chance.nextInt(110), 150 + chance.nextInt(150));
        };
    }

    /** A flow of the machine that was taken over. */
    private record Draft(long micros, Host from, int port) {
        Flow tcp(Host to, int toPort, double seconds, int up, int down, ConnState state, @Nullable String service) {
            int packets = up == 0 ? 1 : 8;
            return new Flow(
                    null,
                    micros,
                    from,
                    port,
                    to,
                    toPort,
                    Protocol.TCP,
                    seconds,
                    up,
                    down,
                    packets,
                    packets - 1,
                    state,
                    service);
        }

        Flow lookUp(Host resolver, int up, int down) {
            return new Flow(
                    null, micros, from, port, resolver, 53, Protocol.UDP, 0.05, up, down, 1, 1, ConnState.SF, "dns");
        }
    }

    private static Host neighbour(Host host, SplittableRandom chance) {
        return new Host(host.text().replaceFirst("\\d+$", Integer.toString(1 + chance.nextInt(254))));
    }
}

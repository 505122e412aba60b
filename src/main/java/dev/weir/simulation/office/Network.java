package dev.weir.simulation.office;

import dev.weir.flow.Host;
import java.util.ArrayList;
import java.util.List;

/** Who is there: the office's own machines, the services it uses outside, and strangers. */
public final class Network {
    public static final Host NOBODY = new Host("0.0.0.0");
    private static final String INSIDE_PREFIX = "10.";
    private static final int SITES = 1_500;

    private final Dice dice;
    private final List<Host> workstations;
    private final List<Host> servers = new ArrayList<>();
    private final List<Host> sites = new ArrayList<>();

    public final Host resolver = server(1);
    public final Host directory = server(2);
    public final Host mail = server(3);
    public final Host backup = server(4);
    public final Host monitoring = server(5);
    public final Host scanner = server(6);
    public final Host deployment = server(7);
    public final Host publicWeb = server(8);
    public final Host publicShop = server(9);
    public final List<Host> fileServers = List.of(server(10), server(11));
    final List<Host> applicationServers =
            List.of(server(12), server(13), server(14), server(15), server(16), server(17));
    public final List<Host> administrators;
    public final List<Host> timeServers;
    public final List<Host> cloudStorage;
    public final List<Host> telemetry;

    public Network(long seed, int hosts) {
        dice = Dice.of(seed, "network");
        List<Host> offices = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            offices.add(new Host(INSIDE_PREFIX + "20." + (1 + i / 250) + "." + (1 + i % 250)));
        }
        workstations = List.copyOf(offices);
        for (int i = 0; i < SITES; i++) {
            sites.add(stranger(dice));
        }
        administrators = workstations.subList(0, Math.max(2, hosts / 20));
        timeServers = sites.subList(0, 4);
        cloudStorage = sites.subList(4, 16);
        telemetry = sites.subList(16, 40);
    }

    private Host server(int number) {
        Host host = new Host(INSIDE_PREFIX + "10.0." + number);
        servers.add(host);
        return host;
    }

    public List<Host> workstations() {
        return workstations;
    }

    public List<Host> servers() {
        return servers;
    }

    /** A service on the internet; few are visited by all, most by hardly anybody. */
    public Host site(Dice chance) {
        double popularity = chance.between(0, 1);
        return sites.get((int) (SITES * popularity * popularity * popularity));
    }

    /** An inside address that nobody has. */
    public Host unusedAddress(Dice chance) {
        return new Host(INSIDE_PREFIX + "20." + (1 + chance.below(4)) + "." + (251 + chance.below(4)));
    }

    /** Any machine of the office. */
    public Host anyInside(Dice chance) {
        return chance.chance(0.25) ? chance.pick(servers) : chance.pick(workstations);
    }

    /** Some public address, most likely one never seen before. */
    public static Host stranger(Dice chance) {
        int first;
        do {
            first = chance.count(11, 212);
        } while (first == 100 || first == 127 || first == 169 || first == 172 || first == 192 || first == 198);
        return new Host(first + "." + chance.below(256) + "." + chance.below(256) + "." + chance.count(1, 254));
    }

    public static boolean isInside(Host host) {
        return host.text().startsWith(INSIDE_PREFIX);
    }
}

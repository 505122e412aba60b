package dev.weir.response.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.response.Action;
import dev.weir.response.AlertFacts;
import dev.weir.response.Alerts;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Target;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.guard.Surroundings;
import dev.weir.response.playbook.Playbooks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A million random alerts, half of them about protected hosts, against ten thousand protected networks, with all other guards open:
 * no response on a protected host is ever in force. Whether a host is protected is told here by arithmetic of this test's own.
 */
class ProtectedAssetsPropertyTest {
    private static final int ALERTS = Integer.getInteger("response.alerts", 1_000_000);
    private static final int NETWORKS = 10_000;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final GuardSettings OPEN =
            new GuardSettings(0, 10_000, 1, Duration.ofMinutes(1), 1_000_000, Duration.ZERO);

    private record Network(BigInteger first, int prefix, int bits) {
        String text() throws UnknownHostException {
            return address(first, bits) + "/" + prefix;
        }

        String random(Random random) throws UnknownHostException {
            return address(first.or(new BigInteger(bits - prefix, random)), bits);
        }
    }

    private final Random random = new Random(13);

    @Test
    void millionRandomAlerts_makeNoCommandOnAProtectedAsset() throws Exception {
        List<Network> networks = networks();
        StringBuilder playbook = new StringBuilder("protected:\n");
        for (Network network : networks) {
            playbook.append("  - ").append(network.text()).append('\n');
        }
        playbook.append("""
                rules:
                  - {name: deny, then: deny, target: pair, mode: act, for: 1s, when: {category: [a]}}
                  - {name: redirect, then: redirect, mode: act, for: 1s, to: 192.0.2.1, when: {category: [b]}}
                  - {name: contain, then: contain, mode: act, for: 1s}
                """);
        Responder responder = Responders.of(Playbooks.of(playbook.toString()), OPEN, Surroundings.NONE);
        List<AlertFacts> alerts = alerts(networks);

        List<Target> touched = new ArrayList<>();
        long refused = 0;
        long startNanos = CPU.getCurrentThreadCpuTime();
        for (int i = 0; i < alerts.size(); i++) {
            Instant now = NOW.plusMillis(100L * i);
            for (ResponseStep step : responder.onAlert(alerts.get(i), now)) {
                if (step.state() == ResponseState.APPROVED) {
                    touched.add(step.plan().target());
                    assertThat(step.plan().action()).isNotEqualTo(Action.INVESTIGATE);
                }
                refused += step.state() == ResponseState.REFUSED ? 1 : 0;
            }
            if (i % 100 == 0) {
                responder.onTime(now);
            }
        }
        double seconds = (CPU.getCurrentThreadCpuTime() - startNanos) / 1e9;
        System.out.printf(
                "%,d alerts decided in %.1f s of a core, %,.0f/s: %,d acted on, %,d refused%n",
                alerts.size(), seconds, alerts.size() / seconds, touched.size(), refused);

        assertThat(refused).isGreaterThan(ALERTS / 3);
        assertThat(touched).hasSizeGreaterThan(ALERTS / 20);
        BySize bySize = new BySize(networks);
        long wrong = 0;
        for (Target target : touched) {
            wrong += bySize.contains(target.host().text()) ? 1 : 0;
            wrong += target.peer() != null && bySize.contains(target.peer().text()) ? 1 : 0;
        }
        assertThat(wrong).isZero();
    }

    private List<AlertFacts> alerts(List<Network> networks) throws UnknownHostException {
        List<AlertFacts> alerts = new ArrayList<>(ALERTS);
        String[] categories = {"a", "b", "c"};
        for (int i = 0; i < ALERTS; i++) {
            alerts.add(Alerts.of(
                    "f" + i,
                    host(networks),
                    host(networks),
                    random.nextDouble(),
                    categories[random.nextInt(categories.length)]));
        }
        return alerts;
    }

    /** Protected, or near a protected network, or anywhere; in any spelling. */
    private String host(List<Network> networks) throws UnknownHostException {
        Network network = networks.get(random.nextInt(networks.size()));
        int kind = random.nextInt(8);
        if (kind < 3) {
            return spelling(network.random(random));
        }
        if (kind < 5) {
            BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - network.prefix());
            BigInteger next = network.first().add(size);
            return next.bitLength() > network.bits() ? "a-name" : spelling(address(next, network.bits()));
        }
        return kind == 7 ? "a-name" : spelling(address(new BigInteger(32, random), 32));
    }

    private String spelling(String address) {
        if (address.contains(":")) {
            return random.nextBoolean() ? address.toUpperCase(Locale.ROOT) : address + "%eth0";
        }
        return random.nextInt(4) == 0 ? "::ffff:" + address : address;
    }

    private List<Network> networks() {
        List<Network> networks = new ArrayList<>(NETWORKS);
        while (networks.size() < NETWORKS) {
            int bits = random.nextInt(4) == 0 ? 128 : 32;
            int prefix = bits == 32 ? 16 + random.nextInt(17) : 32 + random.nextInt(97);
            BigInteger first = new BigInteger(bits - 1, random)
                    .setBit(bits - 3)
                    .shiftRight(bits - prefix)
                    .shiftLeft(bits - prefix);
            networks.add(new Network(first, prefix, bits));
        }
        return networks;
    }

    private static String address(BigInteger value, int bits) throws UnknownHostException {
        byte[] bytes = new byte[bits / 8];
        byte[] digits = value.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, digits.length); i++) {
            bytes[bytes.length - 1 - i] = digits[digits.length - 1 - i];
        }
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    /** The networks, by their sizes, so that a million look-ups take seconds. */
    private static final class BySize {
        private final Map<String, Set<BigInteger>> starts = new HashMap<>();

        BySize(List<Network> networks) {
            for (Network network : networks) {
                starts.computeIfAbsent(network.bits() + "/" + network.prefix(), size -> new HashSet<>())
                        .add(network.first());
            }
        }

        boolean contains(String text) throws UnknownHostException {
            byte[] address = InetAddress.getByName(text).getAddress();
            int bits = address.length * 8;
            BigInteger value = new BigInteger(1, address);
            for (int prefix = 0; prefix <= bits; prefix++) {
                Set<BigInteger> of = starts.get(bits + "/" + prefix);
                BigInteger start = value.shiftRight(bits - prefix).shiftLeft(bits - prefix);
                if (of != null && of.contains(start)) {
                    return true;
                }
            }
            return false;
        }
    }
}

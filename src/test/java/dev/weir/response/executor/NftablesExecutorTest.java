package dev.weir.response.executor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.flow.Host;
import dev.weir.response.Action;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import dev.weir.response.Target;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real packets between network namespaces, through a router whose nftables Weir mends. Host 1 misbehaves, 2 is a server, 3 is kept. */
@Timeout(300)
class NftablesExecutorTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private Namespaces network;
    private NftablesExecutor executor;

    @BeforeEach
    void make() throws IOException {
        String missing = Namespaces.missing();
        if (!missing.isEmpty()) {
            System.out.println("NftablesExecutorTest is skipped: " + missing);
        }
        assumeTrue(missing.isEmpty(), missing);
        network = Namespaces.make(3);
        executor = new NftablesExecutor(network.nft());
    }

    @AfterEach
    void close() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void containedHost_isCutOffFromAllButWhatItKeeps_andUndoLetsPacketsFlowAgain() throws IOException {
        assertThat(network.reaches(1, Namespaces.address(2))).isTrue();
        Instant now = Instant.now();
        ResponseStep contained = contain(1, now, HOUR, Namespaces.address(3) + "/32", "fd77:3::/64");

        assertThat(executor.reconcile(List.of(contained), now)).containsEntry("r1", Outcome.DONE);

        assertThat(network.reaches(1, Namespaces.address(2))).isFalse();
        assertThat(network.reaches(2, Namespaces.address(1))).isFalse();
        assertThat(network.reaches(1, Namespaces.address(3))).isTrue();
        assertThat(network.reaches(3, Namespaces.address(1))).isTrue();
        assertThat(network.reaches(2, Namespaces.address(3))).isTrue();

        executor.reconcile(List.of(), now);

        assertThat(network.reaches(1, Namespaces.address(2))).isTrue();
        assertThat(elements()).isEmpty();
    }

    @Test
    void containedIpv6Host_keepsItsNeighbours() throws IOException {
        while (!network.reaches(1, Namespaces.address6(2))) {
            Thread.onSpinWait();
        }
        Instant now = Instant.now();
        ResponseStep contained = Steps.approved(
                "r1",
                Action.CONTAIN,
                Target.of(new Host(Namespaces.address6(1))),
                List.of("fd77:3::/64"),
                null,
                now,
                HOUR);

        executor.reconcile(List.of(contained), now);

        assertThat(network.reaches(1, Namespaces.address6(2))).isFalse();
        network.onRouter("ip", "-6", "neigh", "flush", "all");
        assertThat(network.reaches(1, Namespaces.address6(3))).isTrue();
    }

    @Test
    void deniedPair_reachesAllOthers() throws IOException {
        Instant now = Instant.now();
        Target pair = new Target(new Host(Namespaces.address(1)), new Host(Namespaces.address(2)));

        executor.reconcile(List.of(Steps.approved("r1", Action.DENY, pair, List.of(), null, now, HOUR)), now);

        assertThat(network.reaches(1, Namespaces.address(2))).isFalse();
        assertThat(network.reaches(1, Namespaces.address(3))).isTrue();
    }

    @Test
    void redirectedTraffic_arrivesElsewhere() throws IOException {
        Instant now = Instant.now();
        Target target = Target.of(new Host("10.77.2.99"));
        assertThat(network.reaches(1, "10.77.2.99")).isFalse();

        executor.reconcile(
                List.of(Steps.approved("r1", Action.REDIRECT, target, List.of(), Namespaces.address(3), now, HOUR)),
                now);

        assertThat(network.reaches(1, "10.77.2.99")).isTrue();
    }

    @Test
    void block_liftsByItselfWhenItsTimeIsOver_thoughNobodyLooksAfterIt() throws Exception {
        Instant now = Instant.now();
        executor.reconcile(List.of(contain(1, now, Duration.ofSeconds(3))), now);

        while (!network.reaches(1, Namespaces.address(2))) {
            assertThat(Instant.now()).isBefore(now.plusSeconds(60));
        }
        assertThat(Duration.between(now, Instant.now()).toMillis()).isGreaterThan(2_500);
    }

    @Test
    void rulesOfAProcessThatWasKilled_areTakenOver_mendedAndRemoved() throws Exception {
        Process process = new ProcessBuilder(killed()).inheritIO().start();
        assertThat(process.waitFor()).isEqualTo(137);
        assertThat(network.reaches(1, Namespaces.address(2))).isFalse();
        Instant now = Instant.now();

        executor.reconcile(List.of(contain(3, now, HOUR)), now);

        assertThat(network.reaches(1, Namespaces.address(2))).isTrue();
        assertThat(network.reaches(3, Namespaces.address(2))).isFalse();
    }

    @Test
    void tableThatSomebodyBroke_isMended() throws IOException {
        Instant now = Instant.now();
        List<ResponseStep> contained = List.of(contain(1, now, HOUR));
        executor.reconcile(contained, now);
        network.onRouter("nft", "flush", "chain", "inet", "weir", "judge");
        assertThat(network.reaches(1, Namespaces.address(2))).isTrue();

        executor.reconcile(contained, now);

        assertThat(network.reaches(1, Namespaces.address(2))).isFalse();
        network.onRouter("nft", "flush", "ruleset");
        executor.reconcile(contained, now);
        assertThat(network.reaches(1, Namespaces.address(2))).isFalse();
    }

    @Test
    void reconcilingTwice_changesNothing_andIsQuick() throws IOException {
        List<Long> millis = new ArrayList<>();
        Instant now = Instant.now();
        for (int i = 0; i < 50; i++) {
            long startNanos = System.nanoTime();
            executor.reconcile(i % 2 == 0 ? List.of(contain(1, now, HOUR, "10.77.3.0/24")) : List.of(), now);
            millis.add((System.nanoTime() - startNanos) / 1_000_000);
        }
        Collections.sort(millis);
        System.out.printf("nftables mended in %d ms p50, %d ms p98%n", millis.get(25), millis.get(48));
        executor.reconcile(List.of(contain(1, now, HOUR, "10.77.3.0/24")), now);
        String before = network.onRouter("nft", "-a", "list", "table", "inet", "weir");
        executor.reconcile(List.of(contain(1, now, HOUR, "10.77.3.0/24")), now);
        assertThat(network.onRouter("nft", "-a", "list", "table", "inet", "weir")
                        .replaceAll("expires \\w+", ""))
                .isEqualTo(before.replaceAll("expires \\w+", ""));
    }

    @Test
    void nftThatCannotRun_isToldAndTriedAgain() {
        NftablesExecutor broken = new NftablesExecutor(List.of("/nowhere/nft"));
        Instant now = Instant.now();

        Outcome outcome = requireNonNull(
                broken.reconcile(List.of(contain(1, now, HOUR)), now).get("r1"));

        assertThat(outcome.isDone()).isFalse();
        assertThat(outcome.isFinal()).isFalse();
        assertThat(outcome.failure()).contains("cannot run /nowhere/nft");
    }

    private List<String> killed() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-cp", classpath(), Killed.class.getName()));
        command.addAll(network.nft());
        return command;
    }

    private static String classpath() {
        if (!(Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        return Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> elements() throws IOException {
        return network.onRouter("nft", "list", "table", "inet", "weir")
                .lines()
                .filter(line -> line.contains("elements"))
                .toList();
    }

    static ResponseStep contain(int host, Instant now, Duration duration, String... keep) {
        return Steps.approved(
                "r" + host,
                Action.CONTAIN,
                Target.of(new Host(Namespaces.address(host))),
                List.of(keep),
                null,
                now,
                duration);
    }

    /** Contains host 1 and dies at once. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] nft) throws IOException {
            Instant now = Instant.now();
            new NftablesExecutor(List.of(nft)).reconcile(List.of(contain(1, now, HOUR)), now);
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}

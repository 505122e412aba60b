package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.cli.TestApi;
import dev.weir.health.WatchdogLimits;
import dev.weir.stream.DetectorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a real detector answers to those who watch it over HTTP. */
@Tag("broker")
class HealthOverApiTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final WatchdogLimits IMPATIENT = new WatchdogLimits(
            Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final String READY = "200 {\"state\":\"ready\",\"reason\":null}";

    @TempDir
    private Path directory;

    @AfterEach
    void openGates() {
        Gate.STORES.open();
        Gate.RECORDS.open();
    }

    @Test
    void detectorThatWaitsForItsPartitions_isStarting_thenReady() {
        Gate.STORES.shut();
        try (RunningDetector process = start("starting", directory);
                TestApi api = new TestApi(process)) {
            String starting = "{\"state\":\"starting\",\"reason\":\"it waits for its partitions (REBALANCING)\"}";
            TestBroker.await("starting", () -> api.get("/readyz").equals("503 " + starting));
            assertThat(api.get("/healthz")).isEqualTo("200 " + starting);

            Gate.STORES.open();

            awaitReady(api);
            assertThat(api.get("/healthz")).isEqualTo(READY);
        }
    }

    @Test
    void partitionsThatComeBackFromAnInstanceThatLeft_areRebalanced_thenReady(@TempDir Path other) {
        try (RunningDetector process = start("moving", directory);
                TestApi api = new TestApi(process)) {
            awaitReady(api);
            try (RunningDetector second =
                    RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), other, "moving"))) {
                TestBroker.await("the second is ready", () -> second.health().isReady());
                Gate.STORES.shut();
            }

            String moving = "{\"state\":\"degraded\",\"reason\":\"partitions move between instances (REBALANCING)\"}";
            TestBroker.await("rebalancing", () -> api.get("/readyz").equals("503 " + moving));
            assertThat(api.get("/healthz")).isEqualTo("200 " + moving);
            Gate.STORES.open();
            awaitReady(api);
        }
    }

    @Test
    void flowsThatNobodyScores_areNamedWithTheirLag_untilTheyAreScored() {
        try (RunningDetector process = start("lagging", directory);
                TestApi api = new TestApi(process)) {
            awaitReady(api);
            Gate.RECORDS.shut();
            BROKER.produce(List.of(flow(0), flow(1), flow(2)));

            TestBroker.await("degraded", () -> api.get("/readyz").startsWith("503 {\"state\":\"degraded\""));
            assertThat(api.get("/healthz"))
                    .matches("200 .*nothing of lagging\\.flows-0 was committed for \\d+ s, and 3 flows wait there.*");
            assertThat(api.get("/metrics")).contains("\nweir_flow_lag 3.0\n");
            Gate.RECORDS.open();
            awaitReady(api);
            TestBroker.await("no lag", () -> process.lag() <= 1);
            assertThat(BROKER.consume("lagging.scored", 3)).hasSize(3);
        }
    }

    @Test
    void threadThatMeetsWhatNobodyCanRead_isDeadWithTheReason() {
        try (RunningDetector process = start("poisoned", directory);
                TestApi api = new TestApi(process)) {
            awaitReady(api);
            String internal = TestBroker.await(BROKER.admin().listTopics().names()).stream()
                    .filter(topic -> topic.startsWith("poisoned-") && topic.contains("by-source"))
                    .findFirst()
                    .orElseThrow();

            BROKER.produce(internal, new byte[] {1}, new byte[] {99});

            TestBroker.await("dead", () -> api.get("/healthz").startsWith("503 {\"state\":\"dead\""));
            assertThat(api.get("/readyz")).contains("flow record of another release");
        }
    }

    @Test
    void closed_hasLeftItsGroup_soThatOthersNeedNotWaitForIt() {
        RunningDetector process = start("leaving", directory);
        TestBroker.await("ready", () -> process.health().isReady());
        assertThat(members("leaving")).isEqualTo(2);

        process.close();

        assertThat(members("leaving")).isZero();
    }

    @Test
    void readyz_whileReviewIsWorkedOutAndEveryPlaceIsTaken_answersAtOnce() throws Exception {
        try (RunningDetector process =
                        RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), directory, "busy"));
                TestApi api = new TestApi(process)) {
            awaitReady(api);
            BROKER.produce(IntStream.range(0, 4_000)
                    .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                            "busy.flows", i % 2, null, TestDetector.flow("f" + i, i)))
                    .toList());
            TestBroker.await(
                    "flows to review", () -> !api.get("/api/v1/review?top=1").equals("200 []"));
            List<CompletableFuture<String>> reviews = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> api.get("/api/v1/review?top=1000")))
                    .limit(4)
                    .toList();
            try (SlowSenders slow = new SlowSenders(api, 60)) {
                assertThat(slow.sockets).hasSize(60);
                long slowestMillis = 0;
                for (int i = 0; i < 50; i++) {
                    long startNanos = System.nanoTime();
                    assertThat(api.get(i % 2 == 0 ? "/readyz" : "/healthz")).startsWith("200");
                    slowestMillis = Math.max(slowestMillis, (System.nanoTime() - startNanos) / 1_000_000);
                }
                assertThat(slowestMillis).isLessThan(2_000);
                assertThat(api.get("/api/v1/status")).startsWith("503").contains("ask again");
            }
            assertThat(reviews).allSatisfy(review -> assertThat(review.join()).matches("(?s)(200 \\[|429 |503 ).*"));
            TestBroker.await("a place is free", () -> api.get("/api/v1/status").startsWith("200"));
        }
    }

    /** Clients that send the head of a request and then nothing of its body. */
    private static final class SlowSenders implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        SlowSenders(TestApi api, int count) throws IOException {
            String head = "POST /api/v1/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + api.token()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
                sockets.add(socket);
                socket.getOutputStream().write(TestDetector.bytes(head));
                socket.getOutputStream().flush();
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static int members(String group) {
        Map<String, ConsumerGroupDescription> groups = TestBroker.await(
                BROKER.admin().describeConsumerGroups(List.of(group)).all());
        return Objects.requireNonNull(groups.get(group)).members().size();
    }

    private static void awaitReady(TestApi api) {
        TestBroker.await("ready", () -> api.get("/readyz").equals(READY));
    }

    private static ProducerRecord<byte[], byte[]> flow(int i) {
        return new ProducerRecord<>("lagging.flows", 0, null, TestDetector.flow("f" + i, i));
    }

    private static RunningDetector start(String prefix, Path directory) {
        DetectorSettings settings = TestDetector.settings(BROKER.bootstrapServer(), directory, prefix);
        Map<String, String> gates = Gate.settings();
        return RunningDetector.start(settings.with(to -> to.kafka = gates), IMPATIENT);
    }
}

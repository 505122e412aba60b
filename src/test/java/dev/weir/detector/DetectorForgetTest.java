package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.flow.Verdict;
import dev.weir.service.erasure.Erased;
import dev.weir.service.erasure.Erasure;
import dev.weir.service.erasure.NamedHost;
import dev.weir.sharing.intel.Indicator;
import dev.weir.sharing.intel.IntelPart;
import dev.weir.topics.lists.IntelWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host is erased while a detector runs, and from its stores too. */
@Tag("broker")
class DetectorForgetTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final String SCANNER = "10.0.0.66";

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    @Test
    void host_isGoneFromAllTopicsAndStores_andIsNewWhenItComesAgain() throws Exception {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "forget")) {
            detector.sendFlows("f", 60);
            detector.awaitScored("f", 60, "score");
            detector.give("f0", Verdict.MALICIOUS, "alice");
            detector.awaitLessons(1);
            BROKER.produce(detector.names.flows(), null, TestDetector.bytes("{\"src_ip\":\"10.0.0.66\"}"));
            try (IntelWriter writer =
                    new IntelWriter(Map.of("bootstrap.servers", BROKER.bootstrapServer()), detector.names.intel())) {
                writer.append(IntelPart.of(
                        "partner", NOW, List.of(new Indicator(SCANNER, null), new Indicator("45.66.77.8", null))));
            }
            TestBroker.await(
                    "it is listed", () -> detector.process().indicators().equals(Map.of("partner", 1)));
            TestBroker.await(
                    "the odd record is set aside",
                    () -> detector.process().status().deadLetters() == 1);

            long startNanos = System.nanoTime();
            List<Erased> all = erase(detector);
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);

            assertThat(all)
                    .as("left")
                    .allSatisfy(topic ->
                            assertThat(topic.after()).as(topic.toString()).isZero());
            assertThat(all)
                    .filteredOn(topic -> topic.before() > 0)
                    .extracting(Erased::topic)
                    .contains(
                            "forget.flows",
                            "forget.scored",
                            "forget.dead-letters",
                            "forget.intel",
                            "forget-source-hosts-changelog",
                            "forget-host-places-changelog");
            assertThat(all)
                    .as("a lesson on its flow names no host")
                    .contains(new Erased(detector.names.modelLog(), 0, 0, ""));
            assertThat(detector.process().indicators())
                    .as("others stay on the list")
                    .isEqualTo(Map.of("partner", 1));
            assertThat(took).as("on a quiet machine 10 s").isLessThan(Duration.ofSeconds(60));
            assertThat(erase(detector))
                    .allSatisfy(topic -> assertThat(topic.before()).isZero());
            detector.sendFlows("g", 6);
            assertThat(detector.awaitScored("g", 6, "score")).hasSize(6);
        }
    }

    private static List<Erased> erase(TestDetector detector) throws Exception {
        return new Erasure(
                        Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                        detector.names,
                        Duration.ofSeconds(60),
                        Clock.systemUTC())
                .erase(NamedHost.of(List.of(SCANNER)));
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.alert.allow.AllowRule;
import dev.weir.broker.TestBroker;
import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nights with an authorised scanner, and one with another host that does the same. */
@Tag("broker")
class AllowlistBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final String SCANNER = "10.70.0.5";
    private static final String ATTACKER = "10.70.0.66";
    private final Instant nextYear = Instant.now().plus(Duration.ofDays(365));

    private int sent;

    @Test
    void authorisedScanner_isQuietOnEveryInstance_andAnotherOneIsFound(@TempDir Path first, @TempDir Path second)
            throws IOException {
        try (TestDetector detector = TestDetector.start(BROKER, first, "nights");
                RunningDetector other =
                        RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), second, "nights"))) {
            send(detector, night("n1"));
            teach(detector, night("n1"));
            TestBroker.await(
                    "the other has learned",
                    () -> other.model().equals(detector.process().model()));
            assertThat(alertingOf(detector, night("n2"), SCANNER)).isGreaterThan(100);

            Allowance made = detector.process().allow(rule(SCANNER), "alice");
            TestBroker.await("the other knows", () -> other.allowed().size() == 1);
            detector.restart();
            assertThat(detector.process().allowed())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.id()).isEqualTo(made.id()));

            assertThat(alertingOf(detector, again(night("n1")), SCANNER)).isZero();
            assertThat(alertingOf(detector, night("n6-attacker"), ATTACKER)).isGreaterThan(100);
            TestBroker.await("what was hidden is counted", () -> hidden(detector.process()) + hidden(other) > 100);

            detector.process().disallow(made.id(), "bob");
            assertThat(detector.process().allowed()).isEmpty();
            assertThatThrownBy(() -> detector.process().disallow(made.id(), "bob"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no rule of this id");
            BROKER.produce("nights.allowlist", null, TestDetector.bytes("{"));
            detector.process().allow(rule("printer"), "bob");
            assertThat(detector.process().allowed()).hasSize(1);
        }
    }

    private static long hidden(RunningDetector detector) {
        return detector.figures().allowedFlows().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private AllowRule rule(String source) {
        return new AllowRule(source, null, Flow.ABSENT, null, nextYear, "our own scanner");
    }

    private Map<String, String> send(TestDetector detector, List<String> flows) {
        BROKER.produce(flows.stream()
                .map(flow -> new ProducerRecord<byte[], byte[]>("nights.flows", null, TestDetector.bytes(flow)))
                .toList());
        sent += flows.size();
        return detector.awaitScored("", sent, "alert");
    }

    /** How many flows of a host are part of an alert. */
    private long alertingOf(TestDetector detector, List<String> flows, String host) {
        Map<String, String> alerting = send(detector, flows);
        return flows.stream()
                .filter(flow -> flow.contains("\"id.orig_h\": \"" + host + "\""))
                .filter(flow -> "true".equals(alerting.get(uid(flow))))
                .count();
    }

    /** Scans are threats, whoever does them. */
    private static void teach(TestDetector detector, List<String> night) {
        int lessons = 0;
        for (int i = 0; i < night.size() && lessons < 120; i += 7) {
            boolean isScan = night.get(i).contains("\"id.orig_h\": \"" + SCANNER + "\"");
            detector.give(uid(night.get(i)), isScan ? Verdict.MALICIOUS : Verdict.BENIGN, "alice");
            lessons++;
        }
        detector.awaitLessons(lessons);
    }

    private static String uid(String flow) {
        return flow.replaceAll(".*\"uid\": \"([^\"]*)\".*", "$1");
    }

    private static List<String> again(List<String> night) {
        return night.stream()
                .map(flow -> flow.replace("\"uid\": \"", "\"uid\": \"again"))
                .toList();
    }

    private static List<String> night(String name) throws IOException {
        Path file = Path.of("src/test/resources/cases/23-" + name + ".json.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            // Of a time that is past wherever this runs.
            return lines.lines()
                    .map(line -> line.replace("\"ts\": 179", "\"ts\": 169"))
                    .toList();
        }
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.AllowRule;
import dev.weir.broker.TestBroker;
import dev.weir.desk.DeskFeed;
import dev.weir.desk.DeskTopics;
import dev.weir.desk.KeptVerdict;
import dev.weir.desk.audit.AuditHead;
import dev.weir.desk.audit.AuditLog;
import dev.weir.flow.Digests;
import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import dev.weir.service.erasure.Erased;
import dev.weir.service.erasure.ErasedFiles;
import dev.weir.service.erasure.Erasure;
import dev.weir.sharing.intel.Indicator;
import dev.weir.sharing.intel.IntelPart;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.lists.AllowlistWriter;
import dev.weir.topics.lists.IntelWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

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
            DeskFeed desk = plant(detector);

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
                            "forget.feedback",
                            "forget.allowlist",
                            "forget.audit",
                            "kept flows",
                            directory.resolve("desk.sqlite").toString(),
                            directory.resolve("alerts.json").toString(),
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
            assertOthersStay(detector, desk);
            TestBroker.await("no byte of it on the desk", () -> !bytesOfDesk().contains(SCANNER));
            desk.close();
            Files.delete(directory.resolve("desk.sqlite"));
            try (DeskFeed again = startDesk(detector)) {
                assertOthersStay(detector, again);
            }
            assertThat(took).as("on a quiet machine 10 s").isLessThan(Duration.ofSeconds(60));
            assertThat(erase(detector))
                    .allSatisfy(topic -> assertThat(topic.before()).isZero());
            assertThat(detector.process().close(Duration.ofMinutes(1))).isTrue();
            assertThat(namedInStores()).isEmpty();
            detector.restart();
            detector.sendFlows("g", 6);
            assertThat(detector.awaitScored("g", 6, "score")).hasSize(6);
        }
    }

    /** All that the stores on disk hold, whatever Kafka Streams makes of it. */
    private List<String> namedInStores() throws Exception {
        NamedHost host = NamedHost.of(List.of(SCANNER));
        List<String> named = new ArrayList<>();
        int stores = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path current : files.filter(file -> file.endsWith("CURRENT")).toList()) {
                stores++;
                String store = Objects.requireNonNull(current.getParent()).toString();
                List<ColumnFamilyDescriptor> families = new ArrayList<>();
                try (Options options = new Options()) {
                    for (byte[] family : RocksDB.listColumnFamilies(options, store)) {
                        families.add(new ColumnFamilyDescriptor(family));
                    }
                }
                List<ColumnFamilyHandle> handles = new ArrayList<>();
                try (DBOptions options = new DBOptions();
                        RocksDB open = RocksDB.openReadOnly(options, store, families, handles)) {
                    for (ColumnFamilyHandle family : handles) {
                        try (RocksIterator row = open.newIterator(family)) {
                            for (row.seekToFirst(); row.isValid(); row.next()) {
                                if (host.isNamedIn(latin(row.key())) || host.isNamedIn(latin(row.value()))) {
                                    named.add(store + " " + latin(row.key()));
                                }
                            }
                        }
                        family.close();
                    }
                }
            }
        }
        assertThat(stores).isPositive();
        return named;
    }

    private String bytesOfDesk() {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(one -> one.toString().contains("desk.sqlite")).toList()) {
                all.append(latin(Files.readAllBytes(file)));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Has people and older releases name the host wherever they can. */
    private DeskFeed plant(TestDetector detector) throws Exception {
        detector.giveRaw(comment("f3", "alice", "malicious", "as 10.0.0.66, again"));
        detector.giveRaw(comment("f4", "bob", "benign", "known to us"));
        detector.awaitLessons(3);
        Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        try (AllowlistWriter writer = new AllowlistWriter(kafka, detector.names.allowlist())) {
            writer.append(allow("10.1.0.9", "not 10.0.0.66"));
            writer.append(allow(SCANNER, "our scanner"));
            writer.append(allow("10.0.0.66/8", "a network"));
        }
        // As releases wrote it that had no keys of hosts.
        String writer = "{\"writer\":\"old\",\"number\":1,\"previous\":\"" + "0".repeat(64) + "\",\"at\":\"" + NOW
                + "\",\"who\":\"alice\",\"role\":\"operator\",\"action\":\"allow\",\"details\":{\"source\":\"10.0.0.66\"}}";
        String next = "{\"writer\":\"old\",\"number\":2,\"previous\":\"" + Digests.sha256Hex(TestDetector.bytes(writer))
                + "\",\"at\":\"" + NOW
                + "\",\"who\":\"alice\",\"role\":\"operator\",\"action\":\"rollback\",\"details\":{}}";
        BROKER.produce(detector.names.audit(), null, TestDetector.bytes(writer));
        BROKER.produce(detector.names.audit(), null, TestDetector.bytes(next));
        detector.sendFlows("10.0.0.66:443-", 1);
        Files.writeString(directory.resolve("alerts.json"), "{\"src\":\"10.0.0.66\"}\n{\"src\":\"10.0.0.67\"}\n");
        DeskFeed desk = startDesk(detector);
        TestBroker.await("the rules", () -> detector.process().allowed().size() == 3);
        return desk;
    }

    private DeskFeed startDesk(TestDetector detector) {
        DeskFeed desk = DeskFeed.start(
                new DeskTopics(
                        detector.names.alerts(),
                        detector.names.feedback(),
                        detector.names.modelLog(),
                        detector.names.deadLetters(),
                        detector.names.allowlist(),
                        detector.names.audit()),
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                directory.resolve("desk.sqlite"),
                Duration.ofDays(30),
                Clock.systemUTC());
        TestBroker.await(
                "the desk",
                () -> desk.desk().filter(one -> one.verdicts(9).size() == 3).isPresent());
        return desk;
    }

    private static byte[] comment(String flow, String analyst, String verdict, String comment) {
        return TestDetector.bytes("{\"flow_id\":\"" + flow + "\",\"verdict\":\"" + verdict + "\",\"analyst\":\""
                + analyst + "\",\"comment\":\"" + comment + "\"}");
    }

    private static AllowEvent allow(String source, String reason) {
        return new AllowEvent.Allow(
                new AllowRule(source, null, Flow.ABSENT, null, Instant.parse("2099-01-01T00:00:00Z"), reason), "alice");
    }

    private void assertOthersStay(TestDetector detector, DeskFeed desk) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        assertThat(detector.process().allowed())
                .extracting(rule -> rule.id() + " " + rule.source() + " " + rule.reason())
                .containsExactly("a0 10.1.0.9 not (forgotten)", "a2 10.0.0.0/8 a network");
        assertThat(AuditLog.verify(
                                kafka,
                                detector.names.audit(),
                                AuditHead.readAll(List.of(directory.resolve("forget-head"))))
                        .faults())
                .isEmpty();
        assertThat(desk.desk().orElseThrow().verdicts(9))
                .extracting(KeptVerdict::comment)
                .containsExactlyInAnyOrder(null, "as (forgotten), again", "known to us");
        assertThat(directory.resolve("alerts.json")).hasContent("{\"src\":\"xxxxxxxxx\"}\n{\"src\":\"10.0.0.67\"}\n");
    }

    private List<Erased> erase(TestDetector detector) throws Exception {
        return new Erasure(
                        Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                        detector.names,
                        new ErasedFiles(
                                directory.resolve("desk.sqlite"),
                                directory.resolve("intel"),
                                directory.resolve("forget-head"),
                                Optional.of(directory.resolve("alerts.json"))),
                        "dora",
                        Duration.ofSeconds(60),
                        Clock.systemUTC())
                .erase(NamedHost.of(List.of(SCANNER)));
    }
}

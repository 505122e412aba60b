package dev.weir.desk.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.sharing.privacy.NamedHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class AuditLogTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static int test;

    @TempDir
    private Path folder;

    private final List<byte[]> records = new ArrayList<>();
    private Map<String, Object> kafka;
    private String topic;

    @BeforeEach
    void write() {
        topic = "audit" + ++test;
        kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        BROKER.createTopic(topic, 1);
        append(5);
        AuditLog.read(kafka, topic, Long.MAX_VALUE, (offset, value) -> records.add(value));
    }

    private void append(int actions) {
        try (AuditLog log = AuditLog.open(kafka, topic, topic + ".keys", folder.resolve("head"), Clock.systemUTC())) {
            for (int i = 0; i < actions; i++) {
                log.append("alice", "analyst", "verdict", Map.of("flow_id", "f" + i, "verdict", "benign"));
            }
        }
    }

    private AuditCheck.Found check() {
        AuditCheck check = new AuditCheck();
        for (int i = 0; i < records.size(); i++) {
            check.take(i, records.get(i));
        }
        return check.finish(AuditHead.readAll(List.of(folder.resolve("head"))));
    }

    @Test
    void audit_thatNobodyTouched_isSoundOverARestart() {
        append(2);

        AuditCheck.Found found = AuditLog.verify(kafka, topic, AuditHead.readAll(List.of(folder.resolve("head"))));

        assertThat(found).isEqualTo(new AuditCheck.Found(7, 1, List.of()));
    }

    @Test
    void hosts_areReadableUntilTheirKeysAreGone_andTheChainStaysWhole() {
        String keys = topic + ".keys";
        BROKER.createTopic(keys, 1);
        try (AuditLog log = AuditLog.open(kafka, topic, keys, folder.resolve("head"), Clock.systemUTC())) {
            log.append(
                    "alice",
                    "operator",
                    "allow",
                    Map.of("id", "a-7", "source", "printer", "reason", "10.0.0.5 and 2001:db8::a5 are scanners"));
        }
        List<byte[]> all = new ArrayList<>();
        AuditLog.read(kafka, topic, 1, (offset, value) -> all.add(value));
        AuditEntry sealed = AuditLog.entry(all.get(0)).orElseThrow();

        assertThat(new String(all.get(0), StandardCharsets.UTF_8)).doesNotContain("10.0.0.5", "2001:db8", "printer");
        assertThat(SealedHosts.read(kafka, keys).open(sealed).details())
                .isEqualTo(AuditEntry.details(
                        Map.of("id", "a-7", "source", "printer", "reason", "10.0.0.5 and 2001:db8::a5 are scanners")));

        for (ConsumerRecord<byte[], byte[]> key : BROKER.consume(keys, 3)) {
            if (new String(key.key(), StandardCharsets.UTF_8).startsWith("10.0.0.5 ")) {
                BROKER.produce(List.of(new ProducerRecord<>(keys, key.key(), null)));
            }
        }
        assertThat(SealedHosts.read(kafka, keys)
                        .open(sealed)
                        .details()
                        .path("reason")
                        .asText())
                .isEqualTo("(forgotten) and 2001:db8::a5 are scanners");
        assertThat(AuditLog.verify(kafka, topic, AuditHead.readAll(List.of(folder.resolve("head"))))
                        .faults())
                .isEmpty();
    }

    @Test
    void anyByteChanged_isFound() {
        for (int record = 0; record < records.size(); record++) {
            byte[] whole = records.get(record);
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= 1;
                records.set(record, changed);
                assertThat(check().faults())
                        .as("byte %d of record %d", at, record)
                        .isNotEmpty();
            }
            records.set(record, whole);
        }
        assertThat(check().faults()).isEmpty();
    }

    @Test
    void anyRecordDropped_isFound() {
        for (int record = 0; record < records.size(); record++) {
            byte[] dropped = records.remove(record);
            assertThat(check().faults()).as("record %d", record).isNotEmpty();
            records.add(record, dropped);
        }
    }

    @Test
    void anyTwoSwapped_areFound() {
        for (int one = 0; one < records.size(); one++) {
            for (int other = 0; other < one; other++) {
                Collections.swap(records, one, other);
                assertThat(check().faults()).as("records %d and %d", one, other).isNotEmpty();
                Collections.swap(records, one, other);
            }
        }
    }

    @Test
    void recordsWrittenAnew_areFaults_untilARecordAnswersForThem() {
        NamedHost host = NamedHost.of(List.of("f2"));
        byte[] rewritten = RewrittenEntry.without(host, records.get(2)).orElseThrow();
        records.set(2, rewritten);
        assertThat(new String(rewritten, StandardCharsets.UTF_8)).contains("(forgotten)");

        assertThat(check().faults()).singleElement().asString().contains("no record answers");

        try (AuditLog log = AuditLog.open(kafka, topic, topic + ".keys", folder.resolve("other"), Clock.systemUTC())) {
            log.append("dora", "operator", RewrittenEntry.ACTION, RewrittenEntry.details(List.of(rewritten)));
        }
        AuditLog.read(kafka, topic, 1, (offset, value) -> records.add(value));
        assertThat(check().faults()).isEmpty();
        records.set(
                2,
                new String(rewritten, StandardCharsets.UTF_8)
                        .replace("(forgotten)", "(forgotteN)")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(check().faults()).as("altered later").isNotEmpty();
    }

    @Test
    void recordThatIsNoAudit_isAFault() {
        records.add(2, "{}".getBytes(StandardCharsets.UTF_8));
        records.add(null);

        assertThat(check().faults()).hasSize(2);
    }

    @Test
    void crashBetweenTopicAndHead_goesOnWithTheSameChain() throws Exception {
        String head = Files.readString(folder.resolve("head"));
        append(1);
        Files.writeString(folder.resolve("head"), head);

        append(1);

        assertThat(AuditLog.verify(kafka, topic, AuditHead.readAll(List.of(folder.resolve("head"))))
                        .faults())
                .isEmpty();
    }

    @Test
    void secondInstance_hasAChainOfItsOwn() throws Exception {
        Files.delete(folder.resolve("head"));
        append(2);

        assertThat(AuditLog.verify(kafka, topic, List.of())).isEqualTo(new AuditCheck.Found(7, 2, List.of()));
    }
}

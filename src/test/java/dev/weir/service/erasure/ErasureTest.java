package dev.weir.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.desk.audit.AuditLog;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host is erased from a real broker's disk, and nobody else is. */
@Tag("broker")
class ErasureTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicNames NAMES = new TopicNames("forget");

    @Test
    void host_isGoneFromAlertsAndScoredFlows_andUnreadableInTheAudit_andOthersStay(@TempDir Path folder)
            throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String topic : List.of(NAMES.scored(), NAMES.alerts())) {
            BROKER.createTopic(topic, 2, Map.of(TopicConfig.RETENTION_MS_CONFIG, "86400000"));
            for (int i = 0; i < 20; i++) {
                String source = i % 4 == 0 ? "10.0.0.5" : "10.0.0.5" + i;
                records.add(new ProducerRecord<>(
                        topic, bytes("C" + i), bytes("{\"src_ip\":\"" + source + "\",\"dst_ip\":\"10.0.0.1\"}")));
            }
        }
        BROKER.createTopic(NAMES.deadLetters(), 1);
        BROKER.createTopic(NAMES.audit(), 1);
        BROKER.createTopic(
                NAMES.hostKeys(), 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (AuditLog log = AuditLog.open(
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                NAMES.audit(),
                NAMES.hostKeys(),
                folder.resolve("head"),
                Clock.systemUTC())) {
            log.append("alice", "operator", "response-approve", Map.of("host", "10.0.0.5"));
        }
        records.add(new ProducerRecord<>(NAMES.deadLetters(), null, bytes("10.0.0.5,x")));
        BROKER.produce(records);

        List<Erased> all = new Erasure(
                        Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                        NAMES,
                        new ErasedFiles(
                                folder.resolve("desk.sqlite"),
                                folder.resolve("intel"),
                                folder.resolve("forget-head"),
                                Optional.empty()),
                        "alice",
                        Duration.ofSeconds(90),
                        Clock.systemUTC())
                .erase(NamedHost.of(List.of("10.0.0.5")));

        assertThat(all)
                .contains(new Erased(NAMES.scored(), 5, 0, ""), new Erased(NAMES.alerts(), 5, 0, ""))
                .contains(new Erased(NAMES.deadLetters(), 1, 0, "with all records before the last of them"))
                .contains(new Erased(NAMES.hostKeys(), 1, 0, ""), new Erased(NAMES.audit(), 0, 0, ""));
        TopicSearch others = new TopicSearch(
                Map.of("bootstrap.servers", BROKER.bootstrapServer()), NamedHost.of(List.of("10.0.0.1")));
        assertThat(others.search(List.of(NAMES.alerts())))
                .hasEntrySatisfying(
                        NAMES.alerts(), hits -> assertThat(hits.count()).isEqualTo(15));
        assertThat(policyOf(NAMES.alerts())).isEqualTo(TopicConfig.CLEANUP_POLICY_DELETE);
    }

    private static String policyOf(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                BROKER.admin().describeConfigs(List.of(resource)).all().get().get(resource);
        return Objects.requireNonNull(config)
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics made and checked on a real broker. Each test has a prefix of its own. */
@Tag("broker")
class TopicsTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @ParameterizedTest
    @CsvSource({
        "compacted, cleanup.policy, compact, delete",
        "both, cleanup.policy, 'delete,compact', delete",
        "aged, retention.ms, 604800000, -1",
        "capped, retention.bytes, 1000000, -1"
    })
    void modelLog_thatWouldForget_isRefusedWithTheCommandThatMendsIt(
            String prefix, String setting, String found, String needed) {
        TopicSettings settings = settings(prefix, 2);
        String log = settings.names().modelLog();
        BROKER.createTopic(log, 1, Map.of(setting, found));

        assertThatThrownBy(() -> Topics.prepare(BROKER.admin(), settings))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining(log + " has " + setting + "=" + found + " and needs " + needed)
                .hasMessageContaining("kafka-configs")
                .hasMessageContaining("--entity-name " + log + " --add-config " + setting + "=" + needed);
    }

    @Test
    void modelLog_ofSeveralPartitions_isRefused() {
        TopicSettings settings = settings("split", 2);
        BROKER.createTopic(settings.names().modelLog(), 3);
        assertThatThrownBy(() -> Topics.prepare(BROKER.admin(), settings))
                .hasMessageContaining("split.model-log has 3 partitions and needs 1");
    }

    @Test
    void scoredAndFeedback_ofDifferentPartitions_areRefused() {
        TopicSettings settings = settings("apart", 2);
        BROKER.createTopic(settings.names().scored(), 3);
        BROKER.createTopic(settings.names().feedback(), 2);
        assertThatThrownBy(() -> Topics.prepare(BROKER.admin(), settings))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("apart.scored has 3 partitions and apart.feedback 2")
                .hasMessageContaining("--alter --topic apart.feedback --partitions 3");
    }

    @Test
    void modelLog_asNewTopicsOftenAre_isRefusedForEverythingAtOnce() {
        TopicSettings settings = settings("many", 2);
        BROKER.createTopic(settings.names().modelLog(), 2, Map.of("retention.ms", "1", "cleanup.policy", "compact"));
        assertThatThrownBy(() -> Topics.prepare(BROKER.admin(), settings))
                .hasMessageContaining("partitions")
                .hasMessageContaining("retention.ms=-1")
                .hasMessageContaining("cleanup.policy=delete");
    }

    @Test
    void kafkaThatDoesNotAnswer_isSaidToBe() {
        Map<String, Object> nowhere =
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 300, "request.timeout.ms", 200);
        try (Admin admin = Admin.create(nowhere)) {
            assertThatThrownBy(() -> Topics.prepare(admin, TopicSettings.defaults()))
                    .isInstanceOf(TopicException.class)
                    .hasMessageContaining("Kafka did not answer");
        }
    }

    @Test
    @EffectOf("topics.replication-factor")
    void replicationFactor_aboveTheBrokers_isRefusedWithTheReason() {
        TopicSettings plain = settings("replicas", 2);
        TopicSettings three = new TopicSettings(
                plain.names(), 2, 3, plain.flowsRetention(), plain.feedbackRetention(), plain.historyRetention());
        assertThatThrownBy(() -> Topics.prepare(BROKER.admin(), three))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("eplication factor");
    }

    @Test
    @EffectOf({"topics.partitions", "topics.flows-retention", "topics.history-retention"})
    void missingTopics_areMadeWithWhatTheyNeed_andAreFineTheNextTime() {
        TopicSettings settings = settings("fresh", 3);
        TopicReport first = Topics.prepare(BROKER.admin(), settings);
        assertThat(first.created())
                .containsExactlyInAnyOrderElementsOf(settings.names().all());
        assertThat(first.warnings()).isEmpty();

        Config log = config("fresh.model-log");
        assertThat(value(log, "retention.ms")).isEqualTo("-1");
        assertThat(value(log, "retention.bytes")).isEqualTo("-1");
        assertThat(value(log, "cleanup.policy")).isEqualTo("delete");
        assertThat(value(log, "max.message.bytes")).isEqualTo("16777216");
        assertThat(value(config("fresh.scored"), "retention.ms"))
                .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
        assertThat(partitions("fresh.model-log")).isEqualTo(1);
        assertThat(Stream.of("fresh.scored", "fresh.feedback", "fresh.flows").map(TopicsTest::partitions))
                .containsOnly(3);

        TopicReport second = Topics.prepare(BROKER.admin(), settings);
        assertThat(second.created()).isEmpty();
        assertThat(second.warnings()).isEmpty();
    }

    @Test
    void eachKindOfData_isKeptAsLongAsItsSettingSays() {
        TopicNames names = new TopicNames("kept");
        Topics.prepare(
                BROKER.admin(),
                new TopicSettings(
                        names,
                        1,
                        TopicSettings.defaults().replicationFactor(),
                        Duration.ofDays(3),
                        Duration.ofDays(5),
                        Duration.ofDays(11)));

        Map<String, String> wanted = new TreeMap<>();
        wanted.put(names.flows(), "delete " + Duration.ofDays(3).toMillis());
        wanted.put(names.scored(), "delete " + Duration.ofDays(5).toMillis());
        for (String history : List.of(names.alerts(), names.responses(), names.feedback(), names.deadLetters())) {
            wanted.put(history, "delete " + Duration.ofDays(11).toMillis());
        }
        for (String forEver : List.of(names.modelLog(), names.audit(), names.allowlist())) {
            wanted.put(forEver, "delete -1");
        }
        wanted.put(names.intel(), "compact -1");
        wanted.put(names.hostKeys(), "compact -1");
        Map<String, String> kept = new TreeMap<>();
        for (String topic : names.all()) {
            Config config = config(topic);
            kept.put(topic, value(config, "cleanup.policy") + " " + value(config, "retention.ms"));
        }
        assertThat(kept).isEqualTo(wanted);
    }

    @Test
    void missingFeedback_getsAsManyPartitionsAsScoredHas() {
        TopicSettings settings = settings("follow", 4);
        // Not through the helper, which waits until the broker shows the topic: here only the controller knows of it.
        TestBroker.await(BROKER.admin()
                .createTopics(List.of(new NewTopic(settings.names().scored(), 6, (short) 1)))
                .all());
        TopicReport report = Topics.prepare(BROKER.admin(), settings);
        assertThat(partitions("follow.feedback")).isEqualTo(6);
        assertThat(report.created()).doesNotContain("follow.scored").contains("follow.feedback");
    }

    @Test
    void existingTopics_thatMayLoseWhatOneWants_areWarnedOf() {
        TopicSettings settings = settings("warned", 1);
        BROKER.createTopic("warned.scored", 1, Map.of("retention.ms", "3600000", "retention.bytes", "1000000000"));
        BROKER.createTopic("warned.feedback", 1, Map.of("cleanup.policy", "compact"));
        BROKER.createTopic("warned.dead-letters", 1, Map.of("max.message.bytes", "1000"));
        BROKER.createTopic("warned.model-log", 1, Map.of("max.message.bytes", "1000000"));
        BROKER.createTopic("warned.flows", 5, Map.of("cleanup.policy", "compact", "retention.ms", "1000"));

        List<String> warnings = Topics.prepare(BROKER.admin(), settings).warnings();

        assertThat(warnings)
                .hasSize(6)
                .allMatch(warning -> warning.contains("kafka-configs"))
                .anyMatch(warning -> warning.startsWith("warned.scored has retention.ms=3600000"))
                .anyMatch(warning -> warning.startsWith("warned.scored has retention.bytes=1000000000"))
                .anyMatch(warning -> warning.startsWith("warned.scored has message.timestamp.type=CreateTime"))
                .anyMatch(warning -> warning.startsWith("warned.feedback has cleanup.policy=compact"))
                .anyMatch(warning -> warning.startsWith("warned.dead-letters has max.message.bytes=1000,"))
                .anyMatch(warning -> warning.startsWith("warned.model-log has max.message.bytes=1000000"));
    }

    @Test
    void severalProcessesAtOnce_allSucceed_andEachTopicIsMadeOnce() {
        TopicSettings settings = settings("race", 2);
        int processes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            List<CompletableFuture<TopicReport>> running = Stream.generate(() ->
                            CompletableFuture.supplyAsync(() -> Topics.prepare(BROKER.admin(), settings), threads))
                    .limit(processes)
                    .toList();
            assertThat(running.stream().map(TestBroker::await).flatMap(report -> report.created().stream()))
                    .containsExactlyInAnyOrderElementsOf(settings.names().all());
        } finally {
            threads.shutdownNow();
        }
    }

    private static TopicSettings settings(String prefix, int partitions) {
        TopicSettings defaults = TopicSettings.defaults();
        return new TopicSettings(
                new TopicNames(prefix),
                partitions,
                defaults.replicationFactor(),
                defaults.flowsRetention(),
                defaults.feedbackRetention(),
                defaults.historyRetention());
    }

    private static Config config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(TestBroker.await(
                        BROKER.admin().describeConfigs(List.of(resource)).all())
                .get(resource));
    }

    private static String value(Config config, String setting) {
        return config.get(setting).value();
    }

    private static int partitions(String topic) {
        KafkaFuture<Map<String, TopicDescription>> description =
                BROKER.admin().describeTopics(List.of(topic)).allTopicNames();
        return Objects.requireNonNull(TestBroker.await(description).get(topic))
                .partitions()
                .size();
    }
}

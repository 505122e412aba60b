package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and settings that could not work are refused before Kafka sees them. */
class TopicSettingsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a/b", "übung", "line\nbreak", "star*"})
    void prefix_outsideItsForm_isRefused(String prefix) {
        assertThatThrownBy(() -> new TopicNames(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prefix);
    }

    @Test
    void prefix_ofMoreThanAHundredCharacters_isRefused() {
        assertThatThrownBy(() -> new TopicNames("x".repeat(101))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TopicNames("x".repeat(100)).modelLog()).hasSize(110);
    }

    @Test
    void partitionsReplicasAndRetentions_outsideTheirRange_areRefusedByName() {
        assertRefused(0, -1, DAY, "partitions");
        assertRefused(1001, -1, DAY, "partitions");
        assertRefused(1, 0, DAY, "replication-factor");
        assertRefused(1, 101, DAY, "replication-factor");
        assertRefused(1, 1, Duration.ofSeconds(59), "feedback-retention");
        assertRefused(1, 1, Duration.ofDays(36_501), "feedback-retention");
    }

    private static void assertRefused(int partitions, int replicas, Duration feedback, String setting) {
        assertThatThrownBy(() -> new TopicSettings(TopicNames.defaults(), partitions, replicas, DAY, feedback, DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(setting);
    }

    @Test
    @EffectOf("topics.prefix")
    void names_followThePrefix() {
        assertThat(new TopicNames("site-1.weir").all())
                .containsExactly(
                        "site-1.weir.flows",
                        "site-1.weir.scored",
                        "site-1.weir.alerts",
                        "site-1.weir.responses",
                        "site-1.weir.feedback",
                        "site-1.weir.model-log",
                        "site-1.weir.audit",
                        "site-1.weir.host-keys",
                        "site-1.weir.allowlist",
                        "site-1.weir.intel",
                        "site-1.weir.dead-letters");
    }
}

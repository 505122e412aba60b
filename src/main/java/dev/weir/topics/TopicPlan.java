package dev.weir.topics;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** What each topic is to be when Weir makes it. */
final class TopicPlan {
    static final String FOR_EVER = "-1";
    /** An installed model is one record. */
    static final int MODEL_LOG_RECORD_BYTES = 16 * 1024 * 1024;
    /** A dead letter is a record as received, which may be as large as a broker takes, and its reason in headers. */
    private static final int DEAD_LETTER_RECORD_BYTES = MODEL_LOG_RECORD_BYTES + 64 * 1024;

    private final TopicSettings settings;

    TopicPlan(TopicSettings settings) {
        this.settings = settings;
    }

    /** @param existing partitions of the topics that exist, by name */
    NewTopic topic(String name, Map<String, Integer> existing) {
        Optional<Short> replicas = settings.replicationFactor() == TopicSettings.BROKER_DEFAULT
                ? Optional.empty()
                : Optional.of((short) settings.replicationFactor());
        return new NewTopic(name, Optional.of(partitions(name, existing)), replicas).configs(configs(name));
    }

    private int partitions(String name, Map<String, Integer> existing) {
        TopicNames names = settings.names();
        if (names.isForEver(name) || isCompacted(name)) {
            return 1;
        }
        if (name.equals(names.scored())) {
            return existing.getOrDefault(names.feedback(), settings.partitions());
        }
        if (name.equals(names.feedback())) {
            return existing.getOrDefault(names.scored(), settings.partitions());
        }
        return settings.partitions();
    }

    /**
     * Retention counts from the broker's clock: records carry the time of their flow, and one replayed from last year would be
     * deleted as soon as it is written.
     */
    private Map<String, String> configs(String name) {
        Map<String, String> configs = new TreeMap<>();
        // What a source brought before is of no use once it brings its list anew.
        configs.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                isCompacted(name) ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        configs.put(TopicConfig.RETENTION_MS_CONFIG, retention(name));
        if (!name.equals(settings.names().flows())) {
            configs.put(TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
        }
        if (name.equals(settings.names().modelLog())) {
            configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MODEL_LOG_RECORD_BYTES));
        }
        if (name.equals(settings.names().deadLetters())) {
            configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_RECORD_BYTES));
        }
        return configs;
    }

    private boolean isCompacted(String name) {
        return name.equals(settings.names().intel())
                || name.equals(settings.names().hostKeys());
    }

    private String retention(String name) {
        TopicNames names = settings.names();
        if (names.isForEver(name) || isCompacted(name)) {
            return FOR_EVER;
        }
        Duration retention = name.equals(names.flows())
                ? settings.flowsRetention()
                : name.equals(names.scored()) ? settings.feedbackRetention() : settings.historyRetention();
        return Long.toString(retention.toMillis());
    }
}

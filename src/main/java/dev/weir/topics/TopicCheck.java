package dev.weir.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Looks for what would lose data or break: refusals stop Weir, warnings are told. */
final class TopicCheck {
    private final TopicSettings settings;
    private final Map<String, Integer> partitions;
    private final Map<String, Config> configs;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param partitions number of partitions of every topic, by name
     * @param configs settings in force, by name; a topic whose settings may not be read is missing
     */
    TopicCheck(TopicSettings settings, Map<String, Integer> partitions, Map<String, Config> configs) {
        this.settings = settings;
        this.partitions = partitions;
        this.configs = configs;
        checkModelLog(settings.names().modelLog());
        checkTogetherness(settings.names().scored(), settings.names().feedback());
        checkScored(settings.names().scored());
        checkFeedback(settings.names().feedback());
        checkDeadLetters(settings.names().deadLetters());
    }

    List<String> refusals() {
        return refusals;
    }

    List<String> warnings() {
        return warnings;
    }

    private void checkModelLog(String topic) {
        int found = partitionsOf(topic);
        if (found != 1) {
            refusals.add(
                    topic + " has " + found + " partitions and needs 1, for model events have one order; partitions"
                            + " cannot be taken away: choose another topic prefix, or delete the topic if no model is in it");
        }
        String policy = value(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy != null && policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            refuse(topic, TopicConfig.CLEANUP_POLICY_CONFIG, policy, TopicConfig.CLEANUP_POLICY_DELETE);
        }
        refuseLimit(topic, TopicConfig.RETENTION_MS_CONFIG);
        refuseLimit(topic, TopicConfig.RETENTION_BYTES_CONFIG);
        String size = value(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (size != null && Long.parseLong(size) < TopicPlan.MODEL_LOG_RECORD_BYTES) {
            String needed = Integer.toString(TopicPlan.MODEL_LOG_RECORD_BYTES);
            warn(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, size, needed, "a large model cannot be installed");
        }
    }

    private void refuseLimit(String topic, String setting) {
        String found = value(topic, setting);
        if (found != null && isFinite(found)) {
            refuse(topic, setting, found, TopicPlan.FOR_EVER);
        }
    }

    /** Both are keyed by flow id, and a verdict must come to where its flow is. */
    private void checkTogetherness(String scored, String feedback) {
        int scoredPartitions = partitionsOf(scored);
        int feedbackPartitions = partitionsOf(feedback);
        if (scoredPartitions == feedbackPartitions) {
            return;
        }
        String smaller = scoredPartitions < feedbackPartitions ? scored : feedback;
        refusals.add(scored + " has " + scoredPartitions + " partitions and " + feedback + " " + feedbackPartitions
                + ", and they need the same number, or verdicts miss their flows: kafka-topics --bootstrap-server …"
                + " --alter --topic " + smaller + " --partitions " + Math.max(scoredPartitions, feedbackPartitions));
    }

    private void checkScored(String topic) {
        String loss = "scored flows may be gone before their verdict comes";
        long needed = settings.feedbackRetention().toMillis();
        String retention = value(topic, TopicConfig.RETENTION_MS_CONFIG);
        if (retention != null && isFinite(retention) && Long.parseLong(retention) < needed) {
            warn(topic, TopicConfig.RETENTION_MS_CONFIG, retention, Long.toString(needed), loss);
        }
        String bytes = value(topic, TopicConfig.RETENTION_BYTES_CONFIG);
        if (bytes != null && isFinite(bytes)) {
            warn(topic, TopicConfig.RETENTION_BYTES_CONFIG, bytes, TopicPlan.FOR_EVER, loss);
        }
        String clock = value(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        if (retention != null && isFinite(retention) && clock != null && !clock.equals("LogAppendTime")) {
            warn(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    clock,
                    "LogAppendTime",
                    "of flows replayed from the past, " + loss);
        }
    }

    private void checkFeedback(String topic) {
        String policy = value(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy != null && policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            String loss = "verdicts that were corrected may never be read";
            warn(topic, TopicConfig.CLEANUP_POLICY_CONFIG, policy, TopicConfig.CLEANUP_POLICY_DELETE, loss);
        }
    }

    private void checkDeadLetters(String topic) {
        String size = value(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        String flows = value(settings.names().flows(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (size != null && flows != null && Long.parseLong(size) < Long.parseLong(flows)) {
            warn(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, size, flows, "a large flow cannot be set aside whole");
        }
    }

    private static boolean isFinite(String limit) {
        return !limit.equals(TopicPlan.FOR_EVER);
    }

    private void refuse(String topic, String setting, String found, String needed) {
        refusals.add(found(topic, setting, found) + " and needs " + needed + ", or the model's history is lost: "
                + mend(topic, setting, needed));
    }

    private void warn(String topic, String setting, String found, String needed, String loss) {
        warnings.add(found(topic, setting, found) + ", so " + loss + "; better " + needed + ": "
                + mend(topic, setting, needed));
    }

    private static String found(String topic, String setting, String found) {
        return topic + " has " + setting + "=" + found;
    }

    private static String mend(String topic, String setting, String needed) {
        return "kafka-configs --bootstrap-server … --alter --entity-type topics --entity-name " + topic
                + " --add-config " + setting + "=" + needed;
    }

    private int partitionsOf(String topic) {
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new IllegalArgumentException(topic + " was not described");
        }
        return count;
    }

    private @Nullable String value(String topic, String setting) {
        Config config = configs.get(topic);
        ConfigEntry entry = config == null ? null : config.get(setting);
        return entry == null ? null : entry.value();
    }
}

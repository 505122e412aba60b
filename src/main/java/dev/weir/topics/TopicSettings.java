package dev.weir.topics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;

/**
 * How missing topics are made. Existing ones stay as they are.
 *
 * @param names their names
 * @param partitions of every topic but the model log, which has one, 1 to 1000
 * @param replicationFactor 1 to 100, or -1 for the broker's own
 * @param flowsRetention how long flows as received are kept, at least 1 minute
 * @param feedbackRetention how long a scored flow waits for its verdict, at least 1 minute
 * @param historyRetention how long alerts, responses, feedback and dead letters are kept, at least 1 minute
 */
public record TopicSettings(
        @JsonUnwrapped TopicNames names,
        int partitions,
        int replicationFactor,
        Duration flowsRetention,
        Duration feedbackRetention,
        Duration historyRetention) {
    public static final int BROKER_DEFAULT = -1;
    private static final int MAX_PARTITIONS = 1000;
    private static final int MAX_REPLICATION_FACTOR = 100;
    private static final Duration MIN_RETENTION = Duration.ofMinutes(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(36_500);

    /** @throws IllegalArgumentException if a value is outside its range */
    public TopicSettings {
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            throw new IllegalArgumentException("partitions must be 1 to " + MAX_PARTITIONS + ", got " + partitions);
        }
        if (replicationFactor != BROKER_DEFAULT
                && (replicationFactor < 1 || replicationFactor > MAX_REPLICATION_FACTOR)) {
            throw new IllegalArgumentException("replication-factor must be 1 to " + MAX_REPLICATION_FACTOR
                    + ", or -1 for the broker's own, got " + replicationFactor);
        }
        requireRetention("flows-retention", flowsRetention);
        requireRetention("feedback-retention", feedbackRetention);
        requireRetention("history-retention", historyRetention);
    }

    private static void requireRetention(String name, Duration retention) {
        if (retention.compareTo(MIN_RETENTION) < 0 || retention.compareTo(MAX_RETENTION) > 0) {
            throw new IllegalArgumentException(
                    name + " must be 1 minute to " + MAX_RETENTION.toDays() + " days, got " + retention);
        }
    }

    public static TopicSettings defaults() {
        return new TopicSettings(
                TopicNames.defaults(), 4, BROKER_DEFAULT, Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(30));
    }
}

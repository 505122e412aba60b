package dev.weir.stream;

import dev.weir.topics.PartitionOffsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how many flow records Kafka deleted before they were read, which it does where a detector stood still for longer than flows
 * are kept. A gap in the offsets alone does not tell: the marks of transactions, and records of those that were aborted, leave
 * gaps too. So where there is one, Kafka is asked where the partition begins. What is deleted meanwhile is left out. Thread-safe.
 */
final class ExpiredFlows {
    /** Transactions may leave a gap of this size or less at every few records, and the answer for one holds for a while. */
    static final long SMALL_GAP = 100;

    static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredFlows.class);

    /** A thread that waits holds up its transaction, which Kafka ends after some seconds. */
    private static final int PATIENCE_MILLIS = 1_000;

    private final ToLongFunction<TopicPartition> beginning;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> askedMillis = new ConcurrentHashMap<>();

    /** @param beginning where a partition begins now; may throw an {@link IllegalStateException} if Kafka does not say */
    ExpiredFlows(ToLongFunction<TopicPartition> beginning, InstantSource clock) {
        this.beginning = beginning;
        this.clock = clock;
    }

    static ExpiredFlows askedOf(Admin admin, InstantSource clock) {
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs(PATIENCE_MILLIS);
        return new ExpiredFlows(new PartitionOffsets(admin, options)::beginning, clock);
    }

    /**
     * How many of the offsets that were passed over have been deleted; 0 if Kafka does not say, or if the next record is one of those
     * that were read just before they were deleted.
     *
     * @param expected the offset behind the last record that was read
     * @param found the offset of the record that came next
     */
    long between(TopicPartition partition, long expected, long found) {
        if (found <= expected || (found - expected <= SMALL_GAP && isAnswered(partition))) {
            return 0;
        }
        long begins = ask(partition);
        if (begins <= expected || begins > found) {
            return 0;
        }
        LOG.warn(
                "Kafka deleted {} offsets of {} before they were read, from {} to {}: flows there are not scored. See the"
                        + " retention.ms and retention.bytes of the topic",
                begins - expected,
                partition,
                expected,
                begins - 1);
        return begins - expected;
    }

    private boolean isAnswered(TopicPartition partition) {
        Long asked = askedMillis.get(partition);
        return asked != null && clock.millis() - asked < ASK_EVERY.toMillis();
    }

    private long ask(TopicPartition partition) {
        try {
            return beginning.applyAsLong(partition);
        } catch (IllegalStateException e) {
            LOG.warn(
                    "whether flows of {} were deleted before they were read is not known: {}",
                    partition,
                    e.getMessage());
            return 0;
        } finally {
            askedMillis.put(partition, clock.millis());
        }
    }
}

package dev.weir.stream;

import dev.weir.topics.KafkaCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how many flow records Kafka deleted before they were read, which it does where a detector stood still for longer than flows
 * are kept. A gap in the offsets alone does not tell: the marks of transactions, and records of those that were aborted, leave
 * gaps too. So where there is one, Kafka is asked where the partition begins. Thread-safe.
 */
final class ExpiredFlows {
    /** Transactions may leave a gap at every few records, so what was answered holds for a while. */
    static final long ASK_EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredFlows.class);

    private final ToLongFunction<TopicPartition> beginning;
    private final Map<TopicPartition, Answer> answers = new ConcurrentHashMap<>();

    /** Where a partition began, and when that was asked for. */
    private record Answer(long offset, long atMillis) {}

    /** @param beginning where a partition begins now; may throw an {@link IllegalStateException} if Kafka does not say */
    ExpiredFlows(ToLongFunction<TopicPartition> beginning) {
        this.beginning = beginning;
    }

    static ExpiredFlows askedOf(Admin admin) {
        return new ExpiredFlows(partition -> KafkaCall.outcome(
                        admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                                .partitionResult(partition),
                        "asking where " + partition + " begins")
                .offset());
    }

    /**
     * How many of the offsets that were passed over have been deleted; 0 if Kafka does not say.
     *
     * @param expected the offset behind the last record that was read
     * @param found the offset of the record that came next
     */
    long between(TopicPartition partition, long expected, long found, long nowMillis) {
        if (found <= expected) {
            return 0;
        }
        Answer answer = answers.get(partition);
        if (answer == null || (answer.offset <= expected && nowMillis - answer.atMillis >= ASK_EVERY_MILLIS)) {
            answer = new Answer(ask(partition), nowMillis);
            answers.put(partition, answer);
        }
        long expired = Math.max(0, Math.min(answer.offset, found) - expected);
        if (expired > 0) {
            LOG.warn(
                    "Kafka deleted {} flows of {} before they were read, from offset {} on: they are not scored."
                            + " Raise topics.flows-retention if Weir may stand still for so long",
                    expired,
                    partition,
                    expected);
        }
        return expired;
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
        }
    }
}

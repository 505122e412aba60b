package dev.weir.health;

import dev.weir.fold.LiveModel;
import dev.weir.topics.KafkaCall;
import dev.weir.topics.ModelLogReader;
import dev.weir.topics.PartitionOffsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds the fold against the model log: whether it follows, and whether the log is still the one it followed.
 *
 * <p>The end of the log is no measure by itself: each transaction leaves a mark there that no fold ever sees. So where the fold
 * seems to stand still, the offsets before it are read, and count only if there is a record among them. One thread at a time.
 */
public final class ModelLogWatch {
    private static final int READ_AHEAD = 100;
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final LiveModel live;
    private final ModelLogReader log;
    private final PartitionOffsets committed;
    private final PartitionOffsets all;
    private final TopicPartition partition;
    private final Duration patience;
    private final Stall stall = new Stall();
    private final Stall openTransaction = new Stall();
    private long firstBeginning = -1;
    private long lastNext = -1;
    private long blankUpTo;
    private volatile long lag;

    public ModelLogWatch(Admin admin, LiveModel live, ModelLogReader log, Duration patience) {
        this.admin = admin;
        this.live = live;
        this.log = log;
        this.committed = new PartitionOffsets(admin, COMMITTED);
        this.all = new PartitionOffsets(admin);
        this.partition = log.partition();
        this.patience = patience;
    }

    /** @throws IllegalStateException if Kafka does not answer */
    Health look(long nowNanos) {
        long next = live.fold().nextOffset();
        long beginning = committed.beginning(partition);
        long end = committed.end(partition);
        firstBeginning = firstBeginning < 0 ? beginning : firstBeginning;
        if (beginning > firstBeginning) {
            return Health.dead(partition.topic() + " was truncated while Weir ran: it began at offset " + firstBeginning
                    + " and now begins at " + beginning + ". Restore it, and keep others from deleting its records");
        }
        if (end < next) {
            return Health.dead(partition.topic() + " was replaced while Weir ran: it ends at offset " + end
                    + ", and the model is at version " + next + ". Restore it, or start on another topics.prefix");
        }
        Optional<Health> blocked = blocked(end, nowNanos);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        lag = lag(next, end);
        Duration still = stall.note(next, lag > 0, nowNanos);
        return still.compareTo(patience) < 0
                ? Health.READY
                : Health.degraded("the model stands still at version " + next + " for " + still.toSeconds()
                        + " s, while " + partition.topic() + " goes on to offset " + end);
    }

    /** Nothing behind an open transaction is seen by any fold; one that nobody ends stops all learning. */
    private Optional<Health> blocked(long committedEnd, long nowNanos) {
        long wholeEnd = all.end(partition);
        Duration still = openTransaction.note(committedEnd, wholeEnd > committedEnd, nowNanos);
        if (still.compareTo(patience) < 0) {
            return Optional.empty();
        }
        return Optional.of(Health.degraded("learning is blocked by an open transaction of "
                + producerAt(committedEnd) + " on " + partition.topic() + ", at offset " + committedEnd + " for "
                + still.toSeconds()
                + " s. If its owner is gone, end it: kafka-transactions.sh --bootstrap-server … abort"
                + " --topic " + partition.topic() + " --partition 0 --start-offset " + committedEnd));
    }

    private String producerAt(long startOffset) {
        try {
            return KafkaCall.outcome(
                            admin.describeProducers(List.of(partition)).partitionResult(partition),
                            "asking who writes to " + partition.topic())
                    .activeProducers()
                    .stream()
                    .filter(producer -> producer.currentTransactionStartOffset().orElse(-1) == startOffset)
                    .findFirst()
                    .map(producer -> "producer " + producer.producerId())
                    .orElse("an unknown producer");
        } catch (IllegalStateException notPermitted) {
            return "an unknown producer";
        }
    }

    /** Offsets of the log not folded yet at the last look, 0 if there is no record among them. */
    long lag() {
        return lag;
    }

    private long lag(long next, long end) {
        boolean moved = next != lastNext;
        lastNext = next;
        long from = Math.max(next, blankUpTo);
        if (end <= from || moved) {
            return Math.max(0, end - from);
        }
        long to = Math.min(end, from + READ_AHEAD);
        boolean[] found = new boolean[1];
        log.read(from, to, (offset, at, key, value) -> found[0] = true);
        if (!found[0]) {
            blankUpTo = to;
        }
        return found[0] ? end - from : end - to;
    }
}

package dev.weir.stream;

import dev.weir.checkpoint.StoreDamage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a detector whose stream thread fails. Kafka Streams goes on by itself after some lost transactions, not after
 * all: a process that stood still for half a minute can find its transaction ended by the broker in ways that end the thread.
 * Nothing is lost by that, so another thread takes over. So it does where a store on disk is damaged: under exactly-once the
 * stores of the thread that fails are deleted, and read again from Kafka; else the next start does it. Whatever else ends a thread, and trouble that does not pass, ends the
 * detector. Thread-safe.
 */
final class StreamFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST_REPLACED = 10;
    /** Each thread of two, twice. */
    static final int MOST_FENCED = 4;

    static final Duration WITHIN = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);
    private static final int DEEPEST_CAUSE = 20;

    private final InstantSource clock;
    private final Consumer<TaskId> damagedTask;
    private final Deque<Instant> replaced = new ArrayDeque<>();
    private final Deque<Instant> fenced = new ArrayDeque<>();
    private volatile Optional<Throwable> end = Optional.empty();

    /** @param damagedTask told of each task that was found to have a damaged store */
    StreamFailures(InstantSource clock, Consumer<TaskId> damagedTask) {
        this.clock = clock;
        this.damagedTask = damagedTask;
    }

    /** The failure that ended the detector, if one did. */
    Optional<Throwable> end() {
        return end;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable error) {
        boolean isDamage = StoreDamage.isBehind(error);
        if (isDamage && error instanceof StreamsException known) {
            known.taskId().ifPresent(damagedTask);
        }
        if (isDamage && isWithin(MOST_REPLACED, replaced)) {
            LOG.warn("a store on disk is damaged and is read again from Kafka: {}", error.getMessage(), error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (hasCause(error, StreamFailures::isPassing) && isWithin(MOST_REPLACED, replaced)) {
            LOG.warn("a stream thread lost its hold on Kafka, another takes over: {}", error.getMessage(), error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (hasCause(error, FencedInstanceIdException.class::isInstance) && isWithin(MOST_FENCED, fenced)) {
            LOG.warn(
                    "a stream thread is not known to Kafka any more, another takes over: {}",
                    error.getMessage(),
                    error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        end = end.or(() -> Optional.of(error));
        LOG.error("the detector stops: {}", error.getMessage(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** @param before when a thread was replaced for the same kind of failure */
    private boolean isWithin(int most, Deque<Instant> before) {
        Instant now = clock.instant();
        while (!before.isEmpty() && before.peek().isBefore(now.minus(WITHIN))) {
            before.remove();
        }
        if (before.size() >= most) {
            return false;
        }
        before.add(now);
        return true;
    }

    private static boolean hasCause(Throwable error, Predicate<Throwable> sought) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (sought.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * A fenced instance id is not among them. A broker that was killed may know the member that a restarted detector had before,
     * and that passes; but it is also what another detector on a copy of the state folder does, again and again, and only an
     * operator can mend that.
     */
    private static boolean isPassing(Throwable cause) {
        return cause instanceof RetriableException
                || (cause instanceof ApplicationRecoverableException && !(cause instanceof FencedInstanceIdException))
                || cause instanceof InvalidTxnStateException
                || cause instanceof TransactionAbortedException
                || cause instanceof TransactionAbortableException
                || cause instanceof TransactionCoordinatorFencedException
                || cause instanceof OutOfOrderSequenceException;
    }
}

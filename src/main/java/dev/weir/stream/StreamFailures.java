package dev.weir.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a detector whose stream thread fails. Kafka Streams goes on by itself after some lost transactions, not after
 * all: a process that stood still for half a minute can find its transaction ended by the broker in ways that end the thread.
 * Nothing is lost by that, so another thread takes over. Whatever else ends a thread, and trouble that does not pass, ends the
 * detector. Thread-safe.
 */
final class StreamFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST_REPLACED = 10;
    static final Duration WITHIN = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);
    private static final int DEEPEST_CAUSE = 20;

    private final InstantSource clock;
    private final Deque<Instant> replaced = new ArrayDeque<>();
    private volatile Optional<Throwable> end = Optional.empty();

    StreamFailures(InstantSource clock) {
        this.clock = clock;
    }

    /** The failure that ended the detector, if one did. */
    Optional<Throwable> end() {
        return end;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable error) {
        if (isPassing(error) && isWithinBounds()) {
            LOG.warn("a stream thread lost its hold on Kafka, another takes over: {}", error.getMessage(), error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        end = end.or(() -> Optional.of(error));
        LOG.error("the detector stops: {}", error.getMessage(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private boolean isWithinBounds() {
        Instant now = clock.instant();
        while (!replaced.isEmpty() && replaced.peek().isBefore(now.minus(WITHIN))) {
            replaced.remove();
        }
        if (replaced.size() >= MOST_REPLACED) {
            return false;
        }
        replaced.add(now);
        return true;
    }

    private static boolean isPassing(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isLostTransaction(cause) || cause instanceof RetriableException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** A fenced instance id is another detector with the same state folder, which only an operator can mend. */
    private static boolean isLostTransaction(Throwable cause) {
        return (cause instanceof ApplicationRecoverableException && !(cause instanceof FencedInstanceIdException))
                || cause instanceof InvalidTxnStateException
                || cause instanceof TransactionAbortedException
                || cause instanceof TransactionAbortableException
                || cause instanceof TransactionCoordinatorFencedException
                || cause instanceof OutOfOrderSequenceException;
    }
}

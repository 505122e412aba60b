package dev.weir.health;

import dev.weir.checkpoint.StoreException;
import java.util.Locale;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/**
 * Whether a detector works.
 *
 * @param state how it is
 * @param reason why it is not ready, or what else is wrong, for an operator, in one line; empty if all is well
 */
public record Health(State state, String reason) {
    private static final int MAX_CAUSES = 20;

    public static final Health READY = new Health(State.READY, "");

    /** From bad to worse, but for the first. */
    public enum State {
        /** It has not yet scored: it waits for its partitions. */
        STARTING,
        /** Flows are scored and lessons learned. */
        READY,
        /** It runs, but something stands still; it may mend itself. */
        DEGRADED,
        /** It has ended, or goes on to no purpose; only a start can help. */
        DEAD;

        /** For people and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It scores, but somebody should look. */
    public static Health readyBut(String reason) {
        return new Health(State.READY, reason);
    }

    static Health degraded(String reason) {
        return new Health(State.DEGRADED, reason);
    }

    static Health dead(String reason) {
        return new Health(State.DEAD, reason);
    }

    /**
     * Dead of an exception; the reason is what is at the bottom of it, or what a store says, which knows what to do.
     */
    static Health dead(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < MAX_CAUSES && cause.getCause() != null; depth++) {
            if (cause instanceof InvalidOffsetException || cause instanceof StoreException) {
                break;
            }
            cause = cause.getCause();
        }
        if (cause instanceof InvalidOffsetException) {
            return dead("records of the model log that were still to be learned are gone: " + cause.getMessage());
        }
        return dead(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    public boolean isAlive() {
        return state != State.DEAD;
    }

    public boolean isReady() {
        return state == State.READY;
    }
}

package dev.weir.response.executor;

import org.jspecify.annotations.Nullable;

/**
 * What became of a response that was to be done.
 *
 * @param failure why it is not done; null if it is
 * @param isFinal whether trying again would not help
 */
public record Outcome(@Nullable String failure, boolean isFinal) {
    static final Outcome DONE = new Outcome(null, true);

    /** It may work later. */
    static Outcome notNow(String failure) {
        return new Outcome(failure, false);
    }

    /** It will never work. */
    static Outcome never(String failure) {
        return new Outcome(failure, true);
    }

    /** Whether it is done. */
    public boolean isDone() {
        return failure == null;
    }
}

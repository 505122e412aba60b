package dev.weir.topics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waits for Kafka clients, which bound every wait themselves, and words their failures. */
public final class KafkaCall {
    private KafkaCall() {}

    /**
     * The outcome of a call.
     *
     * @param doing what was asked for, for the message
     * @throws IllegalStateException if it failed
     */
    public static <T> T outcome(Future<T> future, String doing) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            throw new IllegalStateException(doing + " failed: " + (cause == null ? e : cause).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + doing, e);
        }
    }
}

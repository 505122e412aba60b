package dev.weir.topics;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Waits for answers of Kafka's administration, at most half a minute for all of them, and words its failures. */
final class AdminAnswers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    private final long startNanos = System.nanoTime();

    /**
     * The answer.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic
     * @throws TopicExistsException if there is one
     * @throws AuthorizationException if it is not permitted
     * @throws TopicException if anything else is wrong
     */
    <T> T await(KafkaFuture<T> future, String topic) {
        try {
            return future.get(Math.max(1, remainingMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw worded(e.getCause(), topic);
        } catch (java.util.concurrent.TimeoutException e) {
            throw noAnswer(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while asking Kafka about " + topic, e);
        }
    }

    /**
     * Lets a little time go by.
     *
     * @throws TopicException with the complaint if there is none left
     */
    void pause(String complaint) {
        if (remainingMillis() <= 0) {
            throw new TopicException(complaint + ", after " + PATIENCE.toSeconds() + " s; is the cluster healthy?");
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException(complaint + "; interrupted while waiting", e);
        }
    }

    private long remainingMillis() {
        return PATIENCE.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private static RuntimeException worded(@Nullable Throwable cause, String topic) {
        if (cause instanceof UnknownTopicOrPartitionException missing) {
            return missing;
        }
        if (cause instanceof TopicExistsException exists) {
            return exists;
        }
        if (cause instanceof AuthorizationException forbidden) {
            return forbidden;
        }
        if (cause instanceof AuthenticationException) {
            return new TopicException(
                    "Kafka refuses the login (" + cause.getMessage() + "): check the kafka settings", cause);
        }
        if (cause instanceof TimeoutException || cause instanceof RetriableException) {
            return noAnswer(topic, cause);
        }
        return new TopicException("Kafka refuses " + topic + ": " + cause, cause);
    }

    private static TopicException noAnswer(String topic, @Nullable Throwable cause) {
        return new TopicException(
                "Kafka did not answer about " + topic + " (" + cause
                        + "): is the bootstrap server right, and is the cluster up?",
                cause);
    }
}

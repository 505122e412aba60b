package dev.weir.stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamFailuresTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final StreamFailures failures = new StreamFailures(() -> now, task -> {});

    private static List<Throwable> lasting() {
        return List.of(
                new IllegalStateException("a defect"),
                new ProcessorStateException("No space left on device"),
                new StreamsException(new AuthorizationException("no right to write")),
                new StreamsException(new RecordTooLargeException("too large")));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void troubleThatDoesNotPass_endsTheDetector(Throwable error) {
        assertThat(failures.handle(error)).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(failures.end()).contains(error);
    }

    private static List<Throwable> passing() {
        return List.of(
                new StreamsException(new InvalidTxnStateException("in an invalid state")),
                new StreamsException(new KafkaException("in an error state", new ProducerFencedException("fenced"))),
                new StreamsException(new FencedInstanceIdException("a member of before the broker was killed")),
                new StreamsException(new TimeoutException("no answer")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void lostTransaction_isTakenOverByAnotherThread(Throwable error) {
        assertThat(failures.handle(error)).isEqualTo(REPLACE_THREAD);

        assertThat(failures.end()).isEmpty();
    }

    @Test
    void troubleThatComesAgainAndAgain_endsTheDetector() {
        Throwable error = passing().get(0);
        for (int i = 0; i < StreamFailures.MOST_REPLACED; i++) {
            assertThat(failures.handle(error)).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(error)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void detectorOnACopyOfTheFolder_endsTheDetectorSoon() {
        Throwable error = new StreamsException(new FencedInstanceIdException("two detectors of one name"));
        for (int i = 0; i < StreamFailures.MOST_FENCED; i++) {
            assertThat(failures.handle(error)).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(error)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void troubleNowAndThen_neverEndsTheDetector() {
        Throwable error = passing().get(0);
        for (int i = 0; i < 10 * StreamFailures.MOST_REPLACED; i++) {
            now = now.plus(StreamFailures.WITHIN.dividedBy(StreamFailures.MOST_REPLACED - 1));

            assertThat(failures.handle(error)).isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void theFirstEnd_isTheOneThatIsToldOf() {
        Throwable first = new IllegalStateException("the first");
        failures.handle(first);

        failures.handle(new IllegalStateException("what came of it"));

        assertThat(failures.end()).contains(first);
    }
}

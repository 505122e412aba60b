package dev.weir.cli.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.weir.api.ApiJson;
import dev.weir.detector.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelOutcomeTest {
    @Test
    void outcome_isAwaitedUntilAllAreAccountedFor() throws InterruptedException {
        Status before = status(10, 1, Map.of("unknown_flow", 2L));
        Deque<Status> later = new ArrayDeque<>(List.of(
                before,
                status(11, 1, Map.of("unknown_flow", 2L)),
                status(11, 2, Map.of("unknown_flow", 3L)),
                status(99, 99, Map.of())));

        LabelOutcome outcome = LabelOutcome.await(3, before, later::remove);

        assertThat(outcome.describe()).isEqualTo("1 learned, 1 given before, 1 set aside (unknown_flow)");
        assertThat(ApiJson.write(outcome))
                .isEqualTo(
                        "{\"sent\":3,\"learned\":1,\"repeated\":1,\"awaiting_second\":0,\"set_aside\":{\"unknown_flow\":1},\"waiting\":0}");
        assertThat(later).hasSize(1);
    }

    @Test
    void outcome_thatIsNotComplete_saysSo() {
        Status before = status(10, 0, Map.of());

        assertThat(LabelOutcome.of(2, before, status(11, 0, Map.of())).describe())
                .isEqualTo("1 learned so far; weir status tells more");
    }

    @Test
    void flowThatNobodyKnows_isToldInASecond_andNotWaitedFor() {
        Status before = status(10, 0, Map.of());
        Status waiting = early(1);

        LabelOutcome outcome =
                assertTimeout(Duration.ofMillis(1_900), () -> LabelOutcome.await(1, before, () -> waiting));

        assertThat(outcome.describe()).startsWith("0 learned, 1 waiting: no scored flow has this id");
        assertThat(LabelOutcome.of(1, before, status(11, 0, Map.of())).waiting())
                .isZero();
    }

    @Test
    void rollbackMeanwhile_isNoNegativeLearning() {
        assertThat(LabelOutcome.of(1, status(10, 0, Map.of()), status(4, 0, Map.of()))
                        .learned())
                .isZero();
    }

    private static Status early(long count) {
        return new Status(
                "RUNNING", 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, Map.of(), 0, count, 0, 0, 10, 0, 0, "", null, null, null,
                null, null, 0, 0, null, "", "");
    }

    @Test
    void lessonThatWaitsForASecondAnalyst_isNotCalledLearned() {
        LabelOutcome outcome = LabelOutcome.of(1, status(10, 0, 0, Map.of()), status(10, 1, 0, Map.of()));
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.describe()).isEqualTo("0 learned, 1 waits for a second analyst");
    }

    private static Status status(long lessons, long repeated, Map<String, Long> setAside) {
        return status(lessons, 0, repeated, setAside);
    }

    private static Status status(long lessons, long awaiting, long repeated, Map<String, Long> setAside) {
        return new Status(
                "RUNNING", 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, setAside, repeated, 0, 0, 0, lessons, awaiting, 0, "",
                null, null, null, null, null, 0, 0, null, "", "");
    }
}

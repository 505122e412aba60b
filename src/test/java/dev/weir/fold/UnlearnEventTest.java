package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.flow.FlowId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnlearnEventTest {
    private static final FoldSettings SETTINGS = new FoldSettings(10, 5);

    private final ListLog log = new ListLog();
    private final MapArchive archive = new MapArchive();
    private final Heard heard = new Heard();

    private void teach(int from, int to) {
        Course.lessons(31, 10, 40).subList(from, to).forEach(lesson -> log.append(new ModelEvent.Learn(lesson)));
    }

    @Test
    void event_comesBackAsItWas() throws Exception {
        Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
        List<ModelEvent> events = List.of(
                new ModelEvent.Unlearn(Selection.ofLesson(3), "bob"),
                new ModelEvent.Unlearn(
                        new Selection(1, 9, "mallory", time, time.plusMillis(1), new FlowId("f")), "bob"),
                new ModelEvent.Unlearn(Selection.ofVerdicts(new FlowId("f"), "mallory", 5), "mallory"),
                new ModelEvent.Relearn(7, "bob"));
        for (ModelEvent event : events) {
            assertThat(ModelEventCodec.decode(ModelEventCodec.encode(event))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"unlearn\",\"v\":1,\"from\":3,\"to\":3,\"by\":\"x\"}",
                "{\"kind\":\"unlearn\",\"v\":1,\"from\":-1,\"to\":3,\"by\":\"x\"}",
                "{\"kind\":\"unlearn\",\"v\":1,\"to\":3,\"by\":\"x\"}",
                "{\"kind\":\"unlearn\",\"v\":2,\"from\":0,\"to\":1,\"by\":\"x\"}",
                "{\"kind\":\"unlearn\",\"v\":1,\"from\":0,\"to\":1,\"since\":5,\"until\":5,\"by\":\"x\"}",
                "{\"kind\":\"unlearn\",\"v\":1,\"from\":0,\"to\":9999999999999999999,\"by\":\"x\"}"
            })
    void nonsense_isSetAside(String text) {
        teach(0, 2);
        log.append("unlearn", text.getBytes(StandardCharsets.UTF_8));
        try (ModelFold fold = new ModelFold(archive, log, SETTINGS, heard)) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.MALFORMED);
            assertThat(fold.lessons()).isEqualTo(2);
        }
    }

    @Test
    void lessonsAheadAndUnlearningsThatAreNone_areRefused() {
        teach(0, 3);
        log.append(new ModelEvent.Unlearn(Selection.ofLesson(3), "bob"));
        log.append(new ModelEvent.Relearn(1, "bob"));
        log.append(new ModelEvent.Unlearn(Selection.ofLesson(1), "bob"));
        log.append(new ModelEvent.Relearn(5, "bob"));
        log.append(new ModelEvent.Relearn(5, "bob"));
        try (ModelFold fold = new ModelFold(archive, log, SETTINGS, heard)) {
            log.feedAll(fold);
            assertThat(heard.refusals)
                    .containsExactly(
                            RefusalReason.UNLEARN_AHEAD, RefusalReason.NO_UNLEARNING, RefusalReason.NO_UNLEARNING);
            assertThat(fold.lessons()).isEqualTo(3);
        }
    }

    @Test
    void verdictsTakenBack_leaveTheModelThatWasNeverTaughtThem_andMayBeGivenAgain() {
        teach(0, 10);
        ModelEvent taught = new ModelEvent.Learn(Course.lessons(31, 10, 40).get(10));
        Lesson lesson = ((ModelEvent.Learn) taught).lesson();
        try (ModelFold fold = new ModelFold(archive, log, SETTINGS, heard)) {
            log.feedAll(fold);
            String never = fold.snapshot().state().digest();
            log.append(taught);
            log.feedAll(fold);
            String once = fold.snapshot().state().digest();

            for (long firstLesson : new long[] {10, 0}) {
                log.append(new ModelEvent.Unlearn(
                        Selection.ofVerdicts(lesson.flowId(), lesson.analyst(), firstLesson), lesson.analyst()));
                log.feedAll(fold);
                assertThat(fold.snapshot().state().digest()).isEqualTo(never);
                log.append(taught);
                log.feedAll(fold);
                assertThat(fold.snapshot().state().digest()).isEqualTo(once);
            }
            log.append(new ModelEvent.Unlearn(Selection.ofVerdicts(lesson.flowId(), "x", log.end()), "x"));
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.UNLEARN_AHEAD);
            assertThat(LogReplay.upTo(log, log.end()).state().digest()).isEqualTo(once);
        }
    }

    @Test
    void rollbackByTheDigestOfBefore_isRefusedOnceItsLessonsAreUnlearned() {
        teach(0, 10);
        try (ModelFold fold = new ModelFold(archive, log, SETTINGS, heard)) {
            log.feedAll(fold);
            String before = fold.snapshot().state().digest();
            log.append(new ModelEvent.Unlearn(Selection.ofLesson(4), "bob"));
            log.append(new ModelEvent.RollBack(10, before, "bob"));
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.ROLLBACK_DIGEST);
            assertThat(fold.lessons()).isEqualTo(9);
            assertThat(fold.stateAt(10).digest()).as("a version names what was").isEqualTo(before);
        }
    }

    @Test
    void selection_mustMeanSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Selection(4, 4, null, null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.ofLesson(4).within(5, 9));
    }
}

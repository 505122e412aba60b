package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.lessons.LessonChoice;
import dev.weir.detector.lessons.Unlearner;
import dev.weir.detector.lessons.UnlearningReceipt;
import dev.weir.flow.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lessons are taken back on every instance of a Kafka, and stay gone over rollbacks and restarts. */
@Tag("broker")
@Timeout(300)
class UnlearnTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static LessonChoice of(String analyst) {
        return new LessonChoice(null, analyst, null, null, null);
    }

    @Test
    void two_unlearnAlike_andArriveAtTheModelThatWasNeverTaught(@TempDir Path first, @TempDir Path second)
            throws Exception {
        try (TestDetector one = TestDetector.start(BROKER, first, "unlearn");
                RunningDetector two =
                        RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), second, "unlearn"))) {
            one.sendFlows("f", 30);
            one.awaitScored("f", 30, "score");
            for (int i = 0; i < 6; i++) {
                one.give("f" + i, i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, "alice");
                one.awaitLessons(i + 1);
            }
            String honest = one.process().model().state().digest();
            for (int i = 6; i < 9; i++) {
                one.give("f" + i, Verdict.BENIGN, "mallory");
                one.awaitLessons(i + 1);
            }
            Checkpoint poisoned = one.process().models().takeCheckpoint("poisoned", "tester");
            TestBroker.await(
                    "both know all", () -> two.model().equals(one.process().model()));

            Unlearner.Preview preview = two.teaching().unlearner().preview(of("mallory"));
            UnlearningReceipt receipt = two.teaching().unlearner().unlearn(of("mallory"), "tester");

            assertThat(preview.plan().lessons()).isEqualTo(3);
            assertThat(preview.plan().analysts()).containsOnlyKeys("mallory");
            assertThat(preview.plan().digestAfter()).isEqualTo(honest);
            assertThat(receipt.equalsNeverTaught()).isTrue();
            assertThat(receipt.digestBefore()).isEqualTo(poisoned.digest());
            assertThat(receipt.digestAfter()).isEqualTo(honest);
            one.awaitVersion(receipt.version());
            assertThat(one.process().model()).isEqualTo(two.model());
            assertThatThrownBy(() -> two.teaching().unlearner().unlearn(of("mallory"), "tester"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no lesson that still counts");

            RolledBack live = one.process().models().rollBack("poisoned", "tester");
            assertThat(live.checkpoint().digest()).isEqualTo(honest);
            assertThat(one.process().model().state().digest()).isEqualTo(honest);
            one.restart();
            assertThat(one.process().model().state().digest()).isEqualTo(honest);

            UnlearningReceipt back = one.process().teaching().unlearner().takeBack(receipt.unlearning(), "tester");
            assertThat(back.equalsNeverTaught()).isTrue();
            assertThat(back.digestAfter()).isEqualTo(poisoned.digest());
            TestBroker.await(
                    "the same model", () -> two.model().equals(one.process().model()));
            assertThat(one.process().models().verify().rebuilt().state().digest())
                    .isEqualTo(back.digestAfter());
        }
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Going back to a version that nobody took a checkpoint of. */
@Tag("broker")
@Timeout(300)
class RollbackToVersionTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    @Test
    void anyVersionOfTheLog_canBeRolledBackTo_andOneBeyondItCannot() {
        try (TestDetector detector = TestDetector.start(BROKER, folder, "versions")) {
            detector.sendFlows("A", 6);
            detector.awaitScored("A", 6, "score");
            detector.give("A0", Verdict.MALICIOUS, "alice");
            detector.awaitLessons(1);
            long version = detector.process().model().version();
            String digest = detector.process().model().state().digest();
            for (int i = 0; i < 30; i++) {
                detector.give("A1", i % 2 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, "mallory");
            }
            detector.awaitLessons(12);
            ModelOperations models = detector.process().models();
            assertThat(models.checkpoints()).isEmpty();

            models.rollBack(Long.toString(version), "bob");

            assertThat(detector.process().model().state().digest()).isEqualTo(digest);
            assertThat(models.verify().rebuilt().snapshot().state().digest()).isEqualTo(digest);
            for (String wrong : new String[] {"99999", "-1", "01", "99999999999999999999", "nowhere"}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> models.rollBack(wrong, "bob"))
                        .withMessageContaining("'" + wrong + "', nor a version from 0 to ");
            }
            // Of the nineteen after the last correction, nine say again what was said last.
            TestBroker.await(
                    "the rest is set aside",
                    () -> Long.valueOf(10)
                            .equals(detector.process().figures().deadFeedback().get("too_many_corrections")));
        }
    }

    @Test
    void rollback_isOnlyReportedWhereTheFoldCarriedItOut() {
        try (TestDetector detector = TestDetector.start(BROKER, folder, "carried-out")) {
            ModelOperations models = detector.process().models();
            long version = models.takeCheckpoint("start", "bob").version();
            RolledBack done = models.rollBack("start", "bob");
            assertThat(done.inVersion()).isEqualTo(version + 1);
            String digest = done.checkpoint().digest();
            String wrong = digest.replace(digest.charAt(0), digest.charAt(0) == '0' ? '1' : '0');

            assertThatThrownBy(() ->
                            models.append(new ModelEvent.RollBack(version, wrong, "mallory"), Duration.ofSeconds(60)))
                    .isInstanceOfSatisfying(
                            UnappliedException.class,
                            refused -> assertThat(refused.isPending()).isFalse())
                    .hasMessageContaining("the model at version " + version + " has not the digest " + wrong);
            assertThat(detector.process().model().state().digest()).isEqualTo(digest);
        }
    }

    @Test
    void lessonsBeyondTheCapOfAnAnalyst_areCountedAndSetAside_alsoAfterARestart() {
        try (TestDetector detector = TestDetector.start(
                BROKER, folder, "lessons-of-day", FeedbackSettings.defaults().withLessonsPerAnalystAndDay(1))) {
            detector.sendFlows("A", 40);
            detector.awaitScored("A", 40, "score");
            for (int i = 0; i < 20; i++) {
                detector.give("A" + i, Verdict.BENIGN, "mallory");
            }
            awaitTooMany(detector, 18);
            detector.restart();

            for (int i = 20; i < 40; i++) {
                detector.give("A" + i, Verdict.BENIGN, "mallory");
            }

            awaitTooMany(detector, 38);
            assertThat(detector.process().model().state().lessons()).isEqualTo(2);
        }
    }

    @Test
    void verdictsThatOthersPutOntoTheTopic_haveACapOfTheirOwn_andThoseThroughWeirNot() {
        try (TestDetector detector = TestDetector.start(
                BROKER, folder, "unsigned", FeedbackSettings.defaults().withUnsignedLessonsPerDay(0))) {
            Feedback early = new Feedback(new FlowId("A0"), Verdict.BENIGN, null, "alice", null);
            detector.process().give(List.of(early));
            detector.give("A1", Verdict.BENIGN, "alice");
            detector.sendFlows("A", 2);

            TestBroker.await(
                    "the unsigned one is set aside",
                    () -> Long.valueOf(1)
                            .equals(detector.process().figures().deadFeedback().get("too_many_unsigned")));
            detector.awaitLessons(1);
        }
    }

    /** Two partitions allow one each, the least there is. */
    private static void awaitTooMany(TestDetector detector, long count) {
        TestBroker.await(
                count + " are set aside",
                () -> Long.valueOf(count)
                        .equals(detector.process().figures().deadFeedback().get("too_many_lessons")));
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.flow.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A detector that looks by itself for what it missed, on what a real Kafka keeps of the flows. */
@Tag("broker")
class QuietHuntBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int FLOWS = 300;
    private static final int LESSONS = 100;

    @TempDir
    private Path directory;

    @Test
    void hundredLessons_haveTheNewestFlowsHunted() {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "hunt-taught")) {
            scoreFlows(detector);
            assertThat(detector.process().status().missed()).isNull();

            for (int i = 0; i < LESSONS; i++) {
                detector.give("q" + i, i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, "alice");
            }
            detector.awaitLessons(LESSONS);

            awaitHunt(detector, detector.process().model().version());
        }
    }

    @Test
    void rollback_hasTheNewestFlowsHunted() {
        try (TestDetector detector = TestDetector.start(BROKER, directory, "hunt-rolled-back")) {
            detector.process().takeCheckpoint("untaught", "test");
            scoreFlows(detector);
            detector.give("q0", Verdict.MALICIOUS, "alice");
            detector.awaitLessons(1);
            assertThat(detector.process().status().missed()).isNull();

            RolledBack rolledBack = detector.process().rollBack("untaught", "test");

            awaitHunt(detector, rolledBack.inVersion());
        }
    }

    private static void scoreFlows(TestDetector detector) {
        detector.sendFlows("q", FLOWS);
        TestBroker.await("all are scored", () -> detector.process().figures().flowsScored() == FLOWS);
    }

    private static void awaitHunt(TestDetector detector, long version) {
        TestBroker.await("a hunt by model " + version, () -> missed(detector).contains("by model " + version));
        assertThat(missed(detector)).startsWith("of the newest " + FLOWS + " flows ");
    }

    private static String missed(TestDetector detector) {
        String missed = detector.process().status().missed();
        return missed == null ? "" : missed;
    }
}

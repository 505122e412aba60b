package dev.weir.detector;

import static dev.weir.detector.TestDetector.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a detector does not start on, and that it says what to do. */
@Tag("broker")
class StartRefusalTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    @Test
    void truncatedLog_isRefusedWhereTheModelDoesNotHoldWhatIsGone(@TempDir Path empty) {
        try (RunningDetector process = start(folder, "truncated")) {
            process.models().takeCheckpoint("one", "tester");
            process.models().takeCheckpoint("two", "tester");
        }
        BROKER.deleteRecords("truncated.model-log", 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> start(empty, "truncated"))
                .withMessage("truncated.model-log begins at offset 1, but the model in " + empty
                        + " is at version 0: the log was truncated, so the model cannot be rebuilt. Restore the topic,"
                        + " or start on another topics.prefix with an exported model.");
        try (RunningDetector whole = start(folder, "truncated")) {
            assertThat(whole.model().version()).isEqualTo(2);
        }
    }

    @Test
    void anotherLogThanTheModels_isRefused_andTheFolderLeftAsItWas() {
        try (RunningDetector process = start(folder, "first")) {
            process.models().takeCheckpoint("one", "tester");
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> start(folder, "second"))
                .withMessage(
                        "second.model-log ends at offset 0, but the model in " + folder + " is at version 1: this is"
                                + " another log than the one the model was folded from. Point Weir at the right Kafka, or at an"
                                + " empty data folder.");
        try (RunningDetector process = start(folder, "first")) {
            assertThat(process.model().version()).isEqualTo(1);
        }
    }

    @Test
    void logOfSomethingElse_isRefused() {
        BROKER.createTopic(
                "foreign.model-log",
                1,
                Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
        BROKER.produce("foreign.model-log", bytes("order\u001b[31m"), bytes("{\"total\":3}"));
        BROKER.produce("foreign.model-log", null, bytes("{\"kind\":\"lesson\"}"));

        assertThatIllegalStateException()
                .isThrownBy(() -> start(folder, "foreign"))
                .withMessageStartingWith(
                        "foreign.model-log holds records that Weir did not write; the first has the key")
                .withMessageContaining("order")
                .withMessageNotContaining("\u001b")
                .withMessageContaining("set topics.prefix to another name");
    }

    @Test
    void strayRecordInWeirsOwnLog_isPassedOver() {
        try (RunningDetector process = start(folder, "stray")) {
            process.models().takeCheckpoint("one", "tester");
        }
        BROKER.produce("stray.model-log", bytes("order"), bytes("{\"total\":3}"));

        try (RunningDetector process = start(folder, "stray")) {
            assertThat(process.model().version()).isEqualTo(2);
        }
    }

    @Test
    void secondProcessOnAFolder_isRefused_whileTheFirstLives() {
        try (ChildJvm first =
                ChildJvm.start(DetectorMain.class, BROKER.bootstrapServer(), folder.toString(), "shared")) {
            first.readLine();

            assertThatIllegalStateException()
                    .isThrownBy(() -> start(folder, "shared"))
                    .withMessageContaining("is in use by another process: stop that one, or give this one a folder");
            first.kill();
        }
        try (RunningDetector second = start(folder, "shared")) {
            assertThat(second.model().version()).isZero();
        }
    }

    private static RunningDetector start(Path directory, String prefix) {
        return RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), directory, prefix));
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import dev.weir.flow.Verdict;
import dev.weir.stream.ProcessingSettings;
import dev.weir.stream.ProcessingSettings.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way of processing, on topics that somebody else made, of other sizes than configured. */
@Tag("broker")
class DetectorModesTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int FLOWS_PARTITIONS = 3;
    private static final int SCORED_PARTITIONS = 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "EXACTLY_ONCE,true,1",
        "AT_LEAST_ONCE,true,1",
        "EXACTLY_ONCE,false,3",
        "AT_LEAST_ONCE,false,3",
    })
    @EffectOf("processing.rekey-by-source")
    void detector_scoresAndLearns_andSharesItsBoundsAmongTheTasksItReallyHas(
            Guarantee guarantee, boolean rekeyBySource, int tasks) {
        String prefix = "modes-" + guarantee.name().toLowerCase(Locale.ROOT) + rekeyBySource;
        BROKER.createTopic(prefix + ".flows", FLOWS_PARTITIONS);
        BROKER.createTopic(prefix + ".scored", SCORED_PARTITIONS);
        BROKER.createTopic(prefix + ".feedback", SCORED_PARTITIONS);
        ProcessingSettings processing = new ProcessingSettings(guarantee, 1, Duration.ofMillis(50), rekeyBySource);
        try (TestDetector detector = TestDetector.start(BROKER, directory, prefix, processing)) {
            detector.sendFlows("f", 30);
            assertThat(detector.awaitScored("f", 30, "score")).hasSize(30);
            detector.give("f1", Verdict.BENIGN, "alice");
            detector.give("f1", Verdict.BENIGN, "alice");
            detector.awaitLessons(1);
            assertThat(detector.process().settings().features().partitions()).isEqualTo(tasks);

            detector.restart();
            detector.sendFlows("again", 3);

            assertThat(detector.awaitScored("again", 3, "score")).hasSize(3);
            TestBroker.await(
                    "all are counted", () -> detector.process().figures().flowsScored() == 33);
            assertThat(detector.process().model().state().lessons()).isEqualTo(1);
        }
    }
}

package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.stream.ProcessingSettings.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsSettingsTest {
    @TempDir
    private Path directory;

    @Test
    @EffectOf({"processing.guarantee", "processing.threads"})
    void kafkaStreams_isToldTheGuaranteeAndTheThreads() {
        Properties streams = streams(new ProcessingSettings(Guarantee.AT_LEAST_ONCE, 3, Duration.ofMillis(50), true));

        assertThat(streams)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE)
                .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 3);
        assertThat(streams(ProcessingSettings.defaults()))
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    }

    @Test
    @EffectOf("processing.commit-interval")
    void kafkaStreams_isToldOfAnotherCommitInterval() {
        Properties seldom = streams(new ProcessingSettings(Guarantee.AT_LEAST_ONCE, 1, Duration.ofMinutes(1), true));
        Properties often = streams(new ProcessingSettings(Guarantee.AT_LEAST_ONCE, 1, Duration.ofSeconds(5), true));

        assertThat(seldom.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isNotEqualTo(often.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
    }

    private Properties streams(ProcessingSettings processing) {
        DetectorSettings defaults = DetectorSettings.defaults("kafka.example:9092", directory);
        return new StreamsSettings(defaults.with(to -> to.processing = processing)).streams();
    }
}

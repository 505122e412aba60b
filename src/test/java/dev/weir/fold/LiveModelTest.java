package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.detector.FoldReport;
import dev.weir.detector.hunt.QuietHunt;
import dev.weir.stream.store.ReviewPools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveModelTest {
    private static final Instant AT = Instant.parse("2025-03-03T08:00:00Z");

    @TempDir
    private Path folder;

    private CheckpointStore store;
    private LiveModel live;

    @BeforeEach
    void start() {
        store = new CheckpointStore(folder.resolve("model"), CheckpointSettings.defaults());
        live = new LiveModel(new ModelFold(
                store,
                (from, to, visitor) -> {},
                FoldSettings.defaults(),
                new FoldReport(new ReviewPools(), new QuietHunt())));
    }

    @AfterEach
    void stop() {
        live.close();
        store.close();
    }

    @Test
    void failure_ofAModelThatIsWell_isNone() {
        applyCheckpoint(0);
        live.save();

        assertThat(live.failure()).isEmpty();
    }

    @Test
    void failure_isTheFirst_whateverFailsAfterIt() {
        store.close();

        assertThatThrownBy(() -> applyCheckpoint(0)).hasMessageContaining("the model store is closed");
        assertThatThrownBy(live::save).hasMessageContaining("the model fold is closed or failed earlier");

        assertThat(live.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("the model store is closed"));
    }

    private void applyCheckpoint(long offset) {
        ModelEvent event = new ModelEvent.TakeCheckpoint("a", "alice");
        live.apply(
                offset,
                AT,
                ModelEventCodec.kind(event).getBytes(StandardCharsets.US_ASCII),
                ModelEventCodec.encode(event));
    }
}

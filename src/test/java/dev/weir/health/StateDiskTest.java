package dev.weir.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDiskTest {
    @TempDir
    Path folder;

    @Test
    void folderThatIsNotThere_isRefused() {
        assertThatIOException().isThrownBy(() -> StateDisk.of(folder.resolve("missing")));
    }

    @Test
    void fullDisk_isSaidToBeFull_andWhere() {
        StateDisk disk = new StateDisk(folder, () -> StateDisk.LEAST_BYTES - 1);

        assertThat(disk.failure().orElseThrow())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void diskThatDoesNotAnswer_isAFailure() {
        StateDisk disk = new StateDisk(folder, () -> {
            throw new IOException("stale file handle");
        });

        assertThat(disk.failure().orElseThrow()).hasRootCauseMessage("stale file handle");
    }

    @Test
    void diskWithRoom_isNoFailure() throws IOException {
        assertThat(new StateDisk(folder, () -> StateDisk.LEAST_BYTES).failure()).isEmpty();
        assertThat(StateDisk.of(folder).failure()).isEmpty();
    }
}

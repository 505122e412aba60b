package dev.weir.cli.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.CommandLineFixture;
import dev.weir.sharing.intel.IntelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntelImportCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        weir = new CommandLineFixture(folder.resolve("data"));
    }

    @Test
    void listWithoutARunningDetector_isKept_andItIsSaidThatNobodyLooksForIt() throws IOException {
        Path list = Files.writeString(folder.resolve("feed.txt"), "45.66.77.8\n10.0.0.1\n");

        assertThat(weir.run("intel", "import", list.toString())).as(weir.err()).isZero();
        assertThat(weir.out())
                .contains("feed: 1 indicator", "no detector runs", "import again", "left out 1: on the warning list");
        assertThat(weir.run("intel", "import", list.toString(), "--source", "partner", "--json"))
                .isZero();
        assertThat(weir.out()).contains("\"source\":\"partner\"", "\"sent\":false");
        assertThat(new IntelStore(folder.resolve("data").resolve("intel")).all(Instant.EPOCH))
                .containsOnlyKeys("feed", "partner");
    }

    @Test
    void fileWithoutIndicators_andBadName_areSaid() throws IOException {
        Path list = Files.writeString(folder.resolve("feed.txt"), "10.0.0.1\n");

        assertThat(weir.run("intel", "import", list.toString())).isEqualTo(1);
        assertThat(weir.run("intel", "import", list.toString(), "--source", "a/b"))
                .isEqualTo(2);
        assertThat(weir.err()).contains("--source must be");
    }
}

package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir
    private Path temporary;

    private final String temporaryFolder = System.getProperty("java.io.tmpdir");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void useAFolderOfItsOwn() {
        System.setProperty("java.io.tmpdir", temporary.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("java.io.tmpdir", temporaryFolder);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 59_999, 2_000_001})
    void flows_tooFewOrTooMany_areAUsageError(int flows) {
        assertThat(run("demo", "--flows", Integer.toString(flows))).isEqualTo(2);
        assertThat(err.toString()).contains("--flows must be 60000 to 2000000, got " + flows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "--data-dir", "--bootstrap-server"})
    void optionThatWouldBeIgnored_isAUsageError_beforeAndAfterTheCommand(String option) {
        assertThat(run("demo", option, "x")).isEqualTo(2);
        assertThat(run(option, "x", "demo")).isEqualTo(2);
        assertThat(err.toString()).contains("weir demo: " + option + " has no use here");
    }

    @Test
    @Tag("broker")
    void detectorThatDoesNotStart_isNamed_andLeavesNoFolder() throws Exception {
        assertThat(run("demo")).isEqualTo(1);

        assertThat(err.toString()).contains("weir demo: the detector did not start: no detector in this test");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private int run(String... arguments) {
        CommandLine line = Weir.commandLine(Map.of(), (settings, directory) -> {
            throw new IllegalStateException("no detector in this test");
        });
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(List.of(arguments).toArray(String[]::new));
    }
}

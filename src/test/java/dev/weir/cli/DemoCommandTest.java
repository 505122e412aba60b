package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

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
        List<Path> before = foldersOfDemonstrations();

        assertThat(run("demo")).isEqualTo(1);

        assertThat(err.toString()).contains("weir demo: the detector did not start: no detector in this test");
        assertThat(foldersOfDemonstrations()).isEqualTo(before);
    }

    private static List<Path> foldersOfDemonstrations() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(folder -> folder.getFileName().toString().startsWith("weir-demo-"))
                    .sorted()
                    .toList();
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

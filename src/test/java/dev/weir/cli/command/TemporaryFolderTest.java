package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.broker.ChildJvm;
import dev.weir.cli.Weir;
import dev.weir.service.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where native libraries are unpacked: what is of no use for that is said in a line, and nothing is left there. */
class TemporaryFolderTest {
    private static final Path FLOWS = Path.of("src/test/resources/dev/weir/cli/cases/lab-std.csv");

    private record Run(int status, String out, String err) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"evaluate FLOWS", "train FLOWS -o m.weir", "up --data-dir data", "demo"})
    void absentFolder_isALineAndTheEnd(String command) throws Exception {
        Run run = weir(folder.resolve("nowhere"), command);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .isEqualTo("weir " + command.split(" ", -1)[0] + ": the folder for temporary files "
                        + folder.resolve("nowhere") + " is not there: name another with"
                        + " WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER\n");
    }

    @Test
    void fileInPlaceOfAFolder_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> TemporaryFolder.require(file.toString(), ""))
                .isInstanceOf(CommandException.class)
                .hasMessage("the folder for temporary files " + file + " is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noexec", "size=1m"})
    void mountOfNoUse_isALineAndTheEnd(String option) throws Exception {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", option, "tmpfs", mount.toString()) == 0, "it takes rights to mount");
        try {
            for (String command : List.of("evaluate FLOWS", "up --data-dir data")) {
                Run run = weir(mount, command);

                assertThat(run.status()).isEqualTo(1);
                assertThat(run.err().lines()).hasSize(1);
                assertThat(run.err()).contains(mount.toString(), option.equals("noexec") ? "noexec" : "is full");
            }
        } finally {
            run("umount", mount.toString());
        }
    }

    @Test
    void evaluateAndTrain_leaveNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        for (String command : List.of("evaluate FLOWS", "train FLOWS -o m.weir")) {
            assertThat(weir(temporary, command).status()).isZero();
            try (Stream<Path> left = Files.walk(temporary)) {
                assertThat(left).containsExactly(temporary);
            }
        }
    }

    private Run weir(Path temporary, String command) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                ChildJvm.classPath(),
                Weir.class.getName()));
        all.addAll(Arrays.asList(
                command.replace("FLOWS", FLOWS.toAbsolutePath().toString()).split(" ", -1)));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(err, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains("java.io.tmpdir directory does not exist"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
        return new Run(process.exitValue(), Files.readString(out), said);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}

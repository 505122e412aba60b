package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/weir}, in a folder with a space, with a Java and a Maven that only say what they were asked. */
class LauncherTest {
    private record Run(int status, String out, String err) {}

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("my weir");
        jdk = folder.resolve("jdk");
        Files.createDirectories(home.resolve("scripts"));
        Files.createDirectories(home.resolve("src/main"));
        Files.copy(Path.of("scripts/weir"), home.resolve("scripts/weir"));
        Files.writeString(home.resolve("pom.xml"), "");
        script(jdk.resolve("bin/javac"), "exit 0");
        script(jdk.resolve("bin/java"), "pwd; printf '%s\\n' \"$@\"");
        script(
                folder.resolve("bin/mvn"),
                "mkdir -p target/lib target/native; touch target/weir.jar; echo building in \"$PWD\"");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    @Test
    void oldJava_isRefusedWithWhatToDo() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Run run = weir(home.resolve("scripts/weir"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("weir: Java 11.0.2 is too old: install JDK 17 or later or set JAVA_HOME\n");
    }

    @Test
    void missingJava_isNamed() throws Exception {
        Files.delete(jdk.resolve("bin/java"));

        Run run = weir(home.resolve("scripts/weir"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("weir: no Java found: install JDK 17 or later");
    }

    @Test
    void failedBuild_isShownAndEndsIt() throws Exception {
        script(folder.resolve("bin/mvn"), "echo cannot find symbol; exit 1");

        Run run = weir(home.resolve("scripts/weir"), "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("cannot find symbol\n").endsWith("weir: the build failed, see above\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void firstRun_buildsAndTheSecondDoesNot() throws Exception {
        assertThat(weir(home.resolve("scripts/weir")).err())
                .isEqualTo("weir: building, which takes a minute the first time\nbuilding in " + home + "\n");
        assertThat(weir(home.resolve("scripts/weir")).err()).isEmpty();
    }

    @Test
    void changedSource_isBuiltAgain() throws Exception {
        weir(home.resolve("scripts/weir"));
        Path source = Files.writeString(home.resolve("src/main/A.java"), "");
        Files.setLastModifiedTime(
                source,
                FileTime.fromMillis(Files.getLastModifiedTime(home.resolve("target/weir.jar"))
                                .toMillis()
                        + 2_000));

        assertThat(weir(home.resolve("scripts/weir")).err()).startsWith("weir: building");
    }

    @Test
    void arguments_goThroughAsTheyAreFromWhereTheUserStands() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("weir"), home.resolve("scripts/weir"));

        Run run = weir(link, "replay", "my flows.csv", "*");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .startsWith(folder.toString())
                .contains(
                        "-Dorg.apache.kafka.automatic.config.providers=none",
                        "-Dweir.home=" + home,
                        "-Dweir.terminal=false")
                .endsWith("-jar", home + "/target/weir.jar", "replay", "my flows.csv", "*");
    }

    @Test
    void detector_writesForItsUserAlone() throws Exception {
        script(jdk.resolve("bin/java"), "umask");

        for (String command : List.of("up", "demo")) {
            assertThat(weir(home.resolve("scripts/weir"), command).out()).endsWith("0077\n");
        }
        assertThat(weir(home.resolve("scripts/weir"), "evaluate").out()).doesNotEndWith("0077\n");
    }

    @Test
    void detector_isGivenLargePagesWhereTheKernelHasThem() throws Exception {
        Path kernel = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean has = Files.exists(kernel) && !Files.readString(kernel).contains("[never]");

        for (String command : List.of("up", "demo")) {
            List<String> options =
                    weir(home.resolve("scripts/weir"), command).out().lines().toList();
            assertThat(options).contains("-XX:+UseParallelGC", "-XX:NewRatio=1");
            assertThat(options.contains("-XX:+UseTransparentHugePages")).isEqualTo(has);
        }
    }

    @Test
    void collectorOfTheUser_standsAlone() throws Exception {
        assertThat(weir(home.resolve("scripts/weir"), Map.of("WEIR_JAVA_OPTS", "-XX:+UseZGC -Xmx3g"), "up")
                        .out()
                        .lines())
                .contains("-XX:+UseZGC", "-Xmx3g")
                .noneMatch(option -> option.contains("UseParallelGC"));
    }

    private Run weir(Path launcher, String... arguments) throws Exception {
        return weir(launcher, Map.of(), arguments);
    }

    private Run weir(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        builder.environment().remove("WEIR_JAVA_OPTS");
        builder.environment().putAll(environment);
        Path err = folder.resolve("err.txt");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

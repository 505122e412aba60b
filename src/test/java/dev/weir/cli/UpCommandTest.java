package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.FakeDetector;
import dev.weir.cli.settings.EffectOf;
import dev.weir.cli.settings.Settings;
import dev.weir.files.ProcessLock;
import dev.weir.health.Health;
import dev.weir.service.CommandException;
import dev.weir.service.DataDirectory;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a process that runs a detector, with a small detector and a cluster that nobody asks. */
class UpCommandTest {
    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();
    private final FakeDetector detector = new FakeDetector();
    private DataDirectory directory;
    private Settings settings;

    @BeforeEach
    void prepare() {
        detector.onClose = () -> events.add("close");
        directory = new DataDirectory(folder.resolve("data"));
        settings = Settings.defaults(directory.path());
        settings = settings.withKafka(settings.kafka().withBootstrapServers("kafka.example:9092"));
    }

    @Test
    void secondProcessOnAFolder_isToldOfTheFirst() {
        try (Service first = start()) {
            first.check();

            assertThatThrownBy(this::start)
                    .isInstanceOf(CommandException.class)
                    .hasMessage("a detector runs on " + directory.path() + " already (process "
                            + ProcessHandle.current().pid() + "): stop it, or give another folder with --data-dir");
            assertThat(RunFile.find(directory).isAlive()).isTrue();
        }
    }

    @Test
    void detectorThatDoesNotStart_leavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> Service.start(directory, settings, (all, state) -> {
                    throw new IllegalStateException("the model log was truncated: restore it");
                }))
                .isInstanceOf(CommandException.class)
                .hasMessage("the detector did not start: the model log was truncated: restore it");

        assertThat(directory.runFile()).doesNotExist();
        try (ProcessLock lock = ProcessLock.tryTake(directory.lockFile()).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void detectorThatDies_endsTheCommandWithItsReason() {
        detector.health = new Health(Health.State.DEAD, "the disk is full");
        CommandLineFixture weir = new CommandLineFixture(directory.path(), (all, state) -> detector);

        assertThat(weir.run("up", "--bootstrap-server", "kafka.example:9092")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo(
                        "weir up: the detector stopped (the disk is full); no flow is lost, they wait on their topic:"
                                + " start it again" + System.lineSeparator());
        assertThat(events).containsExactly("close");
        assertThat(directory.runFile()).doesNotExist();
    }

    @Test
    @EffectOf("api.port")
    void takenApiPort_endsTheCommandBeforeTheDetectorStarts() {
        try (Service first = start()) {
            int port = RunFile.find(directory).apiPort();
            Path config = folder.resolve("weir.yaml");
            Files.writeString(config, "api:\n  port: " + port + "\n");
            CommandLineFixture weir = new CommandLineFixture(folder.resolve("other"), (all, state) -> detector);

            assertThat(weir.run("up", "--config", config.toString(), "--bootstrap-server", "k:1"))
                    .isEqualTo(1);
            assertThat(weir.err()).contains("weir up: port " + port + " on 127.0.0.1 is taken: set api.port");
            assertThat(events).isEmpty();
            first.check();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void temporaryFolder_isEmptiedAtStart() throws IOException {
        directory.create();
        Path left = directory.path().resolve("tmp/vw123");
        Files.createDirectories(left);
        Files.writeString(left.resolve("libvw.so"), "of a killed process");

        try (Service service = start()) {
            service.check();
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void runningDetector_isFoundAndAnswersCommands() {
        CommandLineFixture weir = new CommandLineFixture(directory.path());
        try (Service service = start()) {
            service.check();
            assertThat(weir.run("status", "--json")).isZero();
            assertThat(weir.out()).contains("\"flows_read\":100");
            assertThat(weir.run("checkpoints")).isZero();
        }
        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err()).contains("no detector is running on " + directory.path());
    }

    @Test
    void banner_saysWhereFlowsGo() {
        StringWriter out = new StringWriter();
        try (Service service = start()) {
            service.banner(new PrintWriter(out, true));
            assertThat(out.toString())
                    .startsWith("weir is ready\n  flows to     kafka.example:9092, topic weir.flows\n")
                    .contains(
                            "  api          http://127.0.0.1:"
                                    + RunFile.find(directory).apiPort(),
                            "  model        version 301, 0 lessons");
        }
    }

    private Service start() {
        return Service.start(directory, settings, (all, state) -> detector);
    }
}

package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ApiServer;
import dev.weir.api.ApiSettings;
import dev.weir.api.FakeDetector;
import dev.weir.cli.command.Text;
import dev.weir.service.DataDirectory;
import dev.weir.service.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running detector, with a small one behind a real API. */
class DetectorCommandTest {
    @TempDir
    private Path folder;

    private final FakeDetector detector = new FakeDetector();
    private ApiServer server;
    private CommandLineFixture weir;

    @BeforeEach
    void start() {
        server = ApiServer.start(detector, ApiSettings.defaults(), "token");
        weir = new CommandLineFixture(folder);
        running(ProcessHandle.current().pid(), Instant.now());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void running(long pid, Instant startedAt) {
        new RunFile(pid, "127.0.0.1:9092", server.port(), "token", startedAt, "weir", null)
                .write(new DataDirectory(folder));
    }

    @Test
    void runFile_isReadableByTheOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void review_printsTheReasonAndMakesHostileTextHarmless() {
        assertThat(weir.run("review", "--top", "3")).isZero();
        assertThat(detector.asked).containsExactly("review 3");
        assertThat(weir.out())
                .contains("F7", "novel", "10.0.0.1 40000", "75 %", "tcp/dns\\u001b[2J\\u202e")
                .doesNotContain("\u001b", "\u202e");
        assertThat(weir.run("review", "--json")).isZero();
        assertThat(weir.out()).contains("\"flow_id\":\"F7\"").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void runFile_ofAProcessThatIsGone_isStale() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        running(process.pid(), Instant.now());

        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir status: the detector on " + folder + " (process " + process.pid()
                        + ") ended without closing: start it again with weir up" + System.lineSeparator());
    }

    @Test
    void runFile_whosePidWentToALaterProcess_isStale() {
        running(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err()).contains("ended without closing");
    }

    @Test
    void runFile_thatIsDamaged_isNamed() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"pid\":12");

        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err()).startsWith("weir status: " + folder.resolve("run.json") + " cannot be read (");
    }

    @Test
    void detector_thatDoesNotAnswer_isNamed() {
        int port = server.port();
        server.close();

        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err())
                .startsWith("weir status: nothing answers on 127.0.0.1:" + port)
                .contains(
                        "where the detector (process " + ProcessHandle.current().pid() + ") should");
    }

    @Test
    void detector_thatFailsInside_isAnError() {
        detector.broken = true;

        assertThat(weir.run("status")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir status: failed inside: the log of weir up says why" + System.lineSeparator());
    }

    @Test
    void refusal_isOneLineAndStatus1() {
        assertThat(weir.run("rollback", "nowhere")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir rollback: there is no checkpoint nowhere: weir checkpoints lists them"
                        + System.lineSeparator());
        assertThat(weir.run("checkpoint", "taken")).isEqualTo(1);
        assertThat(weir.err()).startsWith("weir checkpoint: there is a checkpoint named taken");
        assertThat(weir.run("diff", "nowhere", "live")).isEqualTo(1);
    }

    @Test
    void status_isShownAligned() {
        assertThat(weir.run("status")).isZero();
        assertThat(weir.out().lines())
                .contains(
                        "state               RUNNING",
                        "flows read          100",
                        "dead letters        3 (malformed_json 3)",
                        "rate                1,235 flows/s",
                        "alerts              7 (of 19 flows)",
                        "last checkpoint     version 300 \"before-tuning\", 299 lessons, digest abababababab");
    }

    @Test
    void status_asJson_hasTheKeysOfTheContract() {
        assertThat(weir.run("status", "--json")).isZero();
        assertThat(weir.out())
                .contains(
                        "\"flows_read\":100",
                        "\"flows_scored\":97",
                        "\"dead_letters\":3",
                        "\"alerts\":7",
                        "\"alerting_flows\":19",
                        "\"lessons\":0",
                        "\"model_version\":301",
                        "\"model_digest\":\"abab",
                        "\"dead_letters_by_reason\":{\"malformed_json\":3}")
                .hasLineCount(1);
    }

    @Test
    void checkpoints_areListedInColumns() {
        assertThat(weir.run("checkpoints")).isZero();
        assertThat(weir.out().lines())
                .containsExactly(
                        "id   name           taken                 digest        lessons  bytes",
                        "300  before-tuning  2026-03-01T10:00:00Z  abababababab      299  4,096",
                        "100  (automatic)    2026-03-01T09:30:00Z  cdcdcdcdcdcd       99  2,048");
    }

    @Test
    void checkpoints_asJson_areAList() {
        assertThat(weir.run("checkpoints", "--json")).isZero();
        assertThat(weir.out())
                .startsWith("[{\"version\":300,\"name\":\"before-tuning\",\"at\":\"2026-03-01T10:00:00Z\"");
    }

    @Test
    void checkpointAndRollback_goThroughWithTheUsersName() {
        assertThat(weir.run("checkpoint", "a")).isZero();
        assertThat(weir.out()).isEqualTo("checkpoint taken: version 301 \"a\", 300 lessons, digest abababababab\n");
        assertThat(weir.run("rollback", "a")).isZero();
        assertThat(weir.out())
                .isEqualTo(
                        "rolled back in version 302; live again: version 300 \"before-tuning\", 299 lessons, digest abababababab\n");
        assertThat(detector.asked).containsExactly("checkpoint a by " + Text.user(), "rollback a by " + Text.user());
    }

    @Test
    void rollback_thatWasNotCarriedOut_fails() {
        assertThat(weir.run("rollback", "gone")).isEqualTo(1);
        assertThat(weir.err()).contains("nothing was changed", "the model at version 7 has not the digest");
        assertThat(weir.run("rollback", "slow")).isEqualTo(1);
        assertThat(weir.err()).contains("still pending", "version 302");
        assertThat(weir.out()).isEmpty();
    }

    @Test
    void diff_showsTheChangesOfWeight() {
        assertThat(weir.run("diff", "a", "live")).isZero();
        assertThat(weir.out().lines())
                .containsExactly(
                        "from version 300 to 301: +1 lesson",
                        "feature                                 from       to   change",
                        "src.failure_ratio.60s in [0.5,0.75)  +0.2500  -1.5000  -1.7500");
    }

    @Test
    void verify_isStatus0OnlyIfIdentical() {
        assertThat(weir.run("verify")).isZero();
        assertThat(weir.out())
                .isEqualTo("identical at version 301, 301 events folded, digest " + FakeDetector.DIGEST + "\n");

        detector.identical = false;

        assertThat(weir.run("verify")).isEqualTo(1);
        assertThat(weir.out()).startsWith("DIFFERENT at version 301");
        assertThat(weir.run("verify", "--json")).isEqualTo(1);
        assertThat(weir.out()).startsWith("{\"identical\":false,");
    }
}

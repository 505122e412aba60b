package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.teach.LabelCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How commands answer when they are used wrongly, or asked for help. */
class UsageTest {
    @TempDir
    private Path folder;

    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        weir = new CommandLineFixture(folder);
    }

    static Set<String> commands() {
        return new CommandLineFixture(Path.of("unused")).commands();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekpoints | weir: chekpoints is not known here: did you mean checkpoints?"
                        + " (weir --help tells more)",
                "replay | weir replay: Missing required parameter: 'FILE' (weir replay --help tells more)",
                "replay f --rate 0 | weir replay: --rate must be above 0 and up to 10000000 (weir replay --help tells more)",
                "replay f --rate x | weir replay: Invalid value for option '--rate': 'x' is not a double"
                        + " (weir replay --help tells more)",
                "review --top 0 | weir review: --top must be 1 to 1000, got 0 (weir review --help tells more)",
                "rollback | weir rollback: Missing required parameter: 'ID_OR_NAME' (weir rollback --help tells more)",
                "diff a | weir diff: Missing required parameter: 'TO' (weir diff --help tells more)",
                "status now | weir status: now is not known here (weir status --help tells more)",
                "label | weir label: give a FLOW_ID and malicious or benign, or --file LABELS.csv"
                        + " (weir label --help tells more)",
                "label C1 | weir label: give a FLOW_ID and malicious or benign, or --file LABELS.csv"
                        + " (weir label --help tells more)",
                "unlearn | weir unlearn: say which lessons: --analyst, --lesson or --flow (weir unlearn --help tells more)",
                "unlearn --take-back 3 --flow f | weir unlearn: --take-back goes alone: the unlearning says which lessons"
                        + " (weir unlearn --help tells more)",
                "label C1 evil | weir label: verdict must be malicious or benign, got evil (weir label --help tells more)",
                "label C1 benign --file x | weir label: --file goes with --analyst alone: the file says the rest"
                        + " (weir label --help tells more)"
            })
    void wrongUse_isOneLineAndStatus2(String arguments, String message) {
        assertThat(weir.run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(weir.err()).isEqualTo(message + System.lineSeparator());
        assertThat(weir.out()).isEmpty();
    }

    @Test
    void commandNamedFirst_isTheOnlyOneReadOfAllThatThereAre() {
        assertThat(Weir.meantBy("label", "status", "benign")).containsExactly(LabelCommand.class);
        assertThat(Weir.meantBy("--data-dir", "label", "status"))
                .hasSize(commands().size());
        assertThat(Weir.meantBy("lable")).hasSize(commands().size());
        assertThat(Weir.meantBy()).hasSize(commands().size());
    }

    @Test
    void noCommand_showsTheHelpAsAnError() {
        assertThat(weir.run()).isEqualTo(2);
        assertThat(weir.err()).contains("Usage: weir", "replay", "rollback");
        assertThat(weir.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_namesTheCommandAndTheGlobalOptions(String command) {
        assertThat(weir.run(command, "--help")).isZero();
        assertThat(weir.out()).contains("weir " + command, "--config", "--data-dir", "--bootstrap-server");
        assertThat(weir.err()).isEmpty();
    }

    /** The parser complains there of texts that it cannot format, and prints them raw. */
    @ParameterizedTest
    @MethodSource("commands")
    void help_saysNothingElseToTheTerminal(String command) {
        PrintStream terminal = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            weir.run(command, "--help");
        } finally {
            System.setErr(terminal);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "review",
        "checkpoints",
        "checkpoint a",
        "rollback a",
        "unlearn --analyst a",
        "blame a",
        "bisect --good 1 --bad 2",
        "hunt",
        "drift",
        "diff a b",
        "verify",
        "export",
        "install m",
        "label C1 benign"
    })
    void withoutADetector_saysHowToStartOne(String arguments) {
        assertThat(weir.run(arguments.split(" ", -1))).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir " + arguments.split(" ", -1)[0] + ": no detector is running on " + folder
                        + ": start one with weir up, or name the folder of a running one with --data-dir"
                        + System.lineSeparator());
    }

    @Test
    void replay_ofAMissingFile_saysSoBeforeAnythingElse() {
        assertThat(weir.run("replay", "nowhere.log")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir replay: there is no file nowhere.log; nothing was sent" + System.lineSeparator());
    }

    @Test
    void settingsFile_thatIsNotThere_isNamed() {
        assertThat(weir.run("up", "--config", "nowhere.yaml")).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir up: the settings file nowhere.yaml cannot be read: is it there and readable?"
                        + System.lineSeparator());
    }

    @Test
    void stackTrace_isShownOnlyWithDebug() {
        weir.run("status");
        assertThat(weir.err()).doesNotContain("\tat ");

        weir.run("status", "--debug");
        assertThat(weir.err()).contains("\tat dev.weir.cli.");
    }
}

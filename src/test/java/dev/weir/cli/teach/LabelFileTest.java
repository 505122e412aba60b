package dev.weir.cli.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackBody;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.service.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("labels.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C1,benign",
                "flow_id",
                "verdict,category",
                "flow_id,verdict,colour",
                "flow_id,verdict,verdict"
            })
    void header_thatIsNone_isNamed(String header) {
        assertThatThrownBy(() -> read(header + "\nC1,benign\n"))
                .isInstanceOf(CommandException.class)
                .hasMessage(file
                        + " line 1 must be the header flow_id,verdict and, if wanted, category, analyst and comment;"
                        + " nothing was sent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "C1 | has 1 fields, the header has 3",
                "C1,benign,a,b | has 4 fields, the header has 3",
                "C1,evil, | verdict must be malicious or benign, got evil",
                ",benign, | flow_id or alert_id is missing",
                "C1,, | verdict is missing: malicious or benign",
                "C 1,benign, | flow id must be 1 to 128 visible ASCII characters, got 3",
                "C1,benign,\"a | a quoted field does not end on its line, or goes on after its closing quote",
                "C1,\"benign\"x,a | a quoted field does not end on its line, or goes on after its closing quote"
            })
    void wrongLine_isNamedByNumberAndNothingIsRead(String line, String reason) {
        assertThatThrownBy(() -> read("flow_id,verdict,comment\nC0,benign,\n\n" + line + "\n"))
                .isInstanceOf(CommandException.class)
                .hasMessage(file + ": line 4: " + reason + "; nothing was sent");
    }

    @ParameterizedTest
    @MethodSource("dev.weir.feedback.BadFeedback#cases")
    void badFeedback_inAFile_isRefusedInTheWordsOfAllDoors(FeedbackBody body, String words) {
        String line = Stream.of(body.flowId(), body.verdict(), body.category(), body.analyst(), body.comment())
                .map(text -> text == null ? "" : "\"" + text + "\"")
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> read("flow_id,verdict,category,analyst,comment\n" + line + "\n"))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(file + ": line 2: " + words);
    }

    @Test
    void manyWrongLines_areCountedAndTheFirstNamed() {
        assertThatThrownBy(() -> read("flow_id,verdict\n" + "C1,evil\n".repeat(9)))
                .hasMessageContaining("line 2: ")
                .hasMessageContaining("line 6: ")
                .hasMessageNotContaining("line 7: ")
                .hasMessageEndingWith("; and 4 more; nothing was sent");
    }

    @Test
    void fileWithoutVerdicts_isAnError() {
        assertThatThrownBy(() -> read("flow_id,verdict\n\n")).hasMessage(file + " has no verdicts; nothing was sent");
    }

    @Test
    void fileThatIsNotText_isNamed() throws IOException {
        Files.write(file, new byte[] {'f', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> LabelFile.read(file, "alice"))
                .hasMessage(file + " is not UTF-8 text; nothing was sent");
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> LabelFile.read(file, "alice")).hasMessage("there is no file " + file);
    }

    @Test
    void fields_mayBeQuotedEmptyAndInAnyOrder() throws IOException {
        assertThat(read("\ufeffverdict, flow_id,analyst,comment\r\n"
                        + "Malicious,C1,,\"scan, loud: \"\"why?\"\"\"\r\n"
                        + "benign,\"C2\",bob,\n"))
                .containsExactly(
                        new Feedback(new FlowId("C1"), Verdict.MALICIOUS, null, "alice", "scan, loud: \"why?\""),
                        new Feedback(new FlowId("C2"), Verdict.BENIGN, null, "bob", null));
    }

    private List<Feedback> read(String text) throws IOException {
        Files.writeString(file, text);
        return LabelFile.read(file, "alice");
    }
}

package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labelled files as users have them: what evaluate and train make of them, and what they say that they did not understand. */
class LabelledFilesTest {
    private static final Path CASES = Path.of("src/test/resources/dev/weir/cli/cases");

    @TempDir
    private Path folder;

    private Path model;
    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        model = folder.resolve("m.weir");
        weir = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hist-good.csv.gz", "hist-normal.csv.gz", "hist-cic.csv.gz"})
    void labels_areUnderstoodWhateverTheWords(String name) throws IOException {
        Path report = folder.resolve("report.json");
        assertThat(weir.run("evaluate", file(name), "--json", report.toString()))
                .as(weir.err())
                .isZero();
        JsonNode figures = new JsonMapper().readTree(report.toFile());
        assertThat(figures.get("flows").asInt()).isEqualTo(4_800);
        assertThat(figures.get("malicious").asInt()).isEqualTo(800);
        assertThat(figures.get("average_precision").asDouble()).isGreaterThan(0.99);

        assertThat(weir.run("train", file(name), "-o", model.toString(), "--json"))
                .as(weir.err())
                .isZero();
        JsonNode learned = new JsonMapper().readTree(weir.out()).get("sources").get(0);
        assertThat(learned.get("lessons").asInt()).isEqualTo(4_800);
        assertThat(learned.get("malicious").asInt()).isEqualTo(800);
        assertThat(weir.err()).isEmpty();
    }

    @Test
    void wordsTakenForAttacks_areSaid() {
        assertThat(weir.run("evaluate", file("hist-cic.csv.gz"))).isZero();
        assertThat(weir.out()).contains("hist-cic.csv.gz: 800 labels were taken for kinds of attack: 800 PortScan\n");
        assertThat(weir.run("train", file("hist-cic.csv.gz"), "-o", model.toString()))
                .isZero();
        assertThat(weir.out()).contains("hist-cic.csv.gz: 800 labels were taken for kinds of attack: 800 PortScan\n");
    }

    @Test
    void wordsWithoutOneForBenign_areRefused() throws IOException {
        Path odd = relabelled("Benign", "Web");
        assertThat(weir.run("evaluate", odd.toString())).isEqualTo(1);
        assertThat(weir.err()).contains("4,000 labels were not understood: 4,000 Web", "nothing was measured");
        assertThat(weir.run("train", odd.toString(), "-o", model.toString())).isEqualTo(1);
        assertThat(weir.err()).contains("4,000 labels were not understood: 4,000 Web", "nothing was written");
        assertThat(model).doesNotExist();
    }

    @Test
    void fileForEachClass_isUnderstoodAsAWhole() throws IOException {
        Path benign = only("Benign", "BENIGN");
        Path attacks = only("Malicious", "Syn flood");
        assertThat(weir.run("train", benign.toString(), attacks.toString(), "-o", model.toString(), "--json"))
                .as(weir.err())
                .isZero();
        assertThat(weir.err()).isEmpty();
        assertThat(new JsonMapper()
                        .readTree(weir.out())
                        .get("sources")
                        .get(1)
                        .get("malicious")
                        .asInt())
                .isEqualTo(800);
    }

    @ParameterizedTest
    @CsvSource({"Benign, benign", "Malicious, malicious"})
    void oneClassAlone_isSaidLoudly(String word, String name) throws IOException {
        assertThat(weir.run("train", only(word, word).toString(), "-o", model.toString()))
                .isZero();
        assertThat(weir.err()).startsWith("WARNING: all ").contains("lessons are " + name);
    }

    @Test
    void recordsThatCannotBeRead_areCountedWithTheirReason() throws IOException {
        Path mixed = Files.writeString(
                folder.resolve("mixed.csv"), good().replaceFirst("\n", "\n" + "no,flow\n".repeat(500)));
        Path report = folder.resolve("report.json");
        assertThat(weir.run("evaluate", mixed.toString(), "--json", report.toString()))
                .isZero();
        assertThat(weir.out())
                .contains("mixed.csv: 500 of 5,300 records could not be read", "500 wrong_field_count", "on line 2");
        JsonNode figures = new JsonMapper().readTree(report.toFile());
        assertThat(figures.get("rejected").asInt()).isEqualTo(500);
        assertThat(figures.get("rejected_reasons").get("wrong_field_count").asInt())
                .isEqualTo(500);

        assertThat(weir.run("train", mixed.toString(), "-o", model.toString())).isZero();
        assertThat(weir.out()).contains("mixed.csv: 500 of 5,300 records could not be read");
    }

    @Test
    void fileWithoutAFlow_isAnError() throws IOException {
        Path none = Files.writeString(folder.resolve("none.csv"), "who,what\n1,2\n");
        assertThat(weir.run("evaluate", none.toString())).isEqualTo(1);
        assertThat(weir.err()).isEqualTo("weir evaluate: there is no flow in none.csv" + System.lineSeparator());
        assertThat(weir.run("train", none.toString(), "-o", model.toString())).isEqualTo(1);
        assertThat(weir.err()).contains("none.csv: ", "could not be read");
    }

    @Test
    void rowsOutOfOrderOfTime_areSaid() throws IOException {
        Path report = folder.resolve("report.json");
        assertThat(weir.run(
                        "evaluate",
                        file("hist-shuf.csv.gz"),
                        "--protocol",
                        "random:0.05:10",
                        "--json",
                        report.toString()))
                .isZero();
        assertThat(weir.out()).contains("hist-shuf.csv.gz: the rows are not in order of time");
        assertThat(new JsonMapper()
                        .readTree(report.toFile())
                        .get("out_of_order")
                        .asInt())
                .isGreaterThan(2_400);
        assertThat(weir.run("train", file("hist-shuf.csv.gz"), "-o", model.toString()))
                .isZero();
        assertThat(weir.out()).contains("hist-shuf.csv.gz: the rows are not in order of time");

        assertThat(weir.run("evaluate", file("hist-good.csv.gz"))).isZero();
        assertThat(weir.out()).doesNotContain("hist-good.csv.gz:");
    }

    @Test
    void hostileFileName_isPrintedEscaped() throws IOException {
        Path hostile = folder.resolve("\u001b[2Jflows.csv.gz");
        Files.copy(Path.of(file("hist-midheader.csv.gz")), hostile);
        assertThat(weir.run("evaluate", hostile.toString())).isZero();
        assertThat(weir.out()).contains("\\u001b[2Jflows.csv.gz").doesNotContain("\u001b");
        assertThat(weir.run(
                        "train",
                        hostile.toString(),
                        "-o",
                        folder.resolve("\u001b[1m.weir").toString()))
                .isZero();
        assertThat(weir.out()).contains("\\u001b[1m.weir").doesNotContain("\u001b");
        assertThat(weir.run("evaluate", "nowhere\u001b[2J.csv")).isEqualTo(1);
        assertThat(weir.err()).doesNotContain("\u001b");
    }

    private static String file(String name) {
        return CASES.resolve(name).toString();
    }

    private Path relabelled(String from, String to) throws IOException {
        return Files.writeString(folder.resolve("odd.csv"), good().replace("," + from, "," + to));
    }

    private Path only(String label, String word) throws IOException {
        StringBuilder kept = new StringBuilder();
        good().lines()
                .filter(line -> line.startsWith("ts,") || line.endsWith("," + label))
                .forEach(line ->
                        kept.append(line.replace("," + label, "," + word)).append('\n'));
        return Files.writeString(folder.resolve(label + ".csv"), kept);
    }

    private static String good() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(CASES.resolve("hist-good.csv.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

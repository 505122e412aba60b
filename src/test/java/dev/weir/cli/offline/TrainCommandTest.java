package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.Settings;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelSettings;
import dev.weir.service.Baseline;
import dev.weir.service.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    private static final String OFFICE = "simulated:1:4000";

    @TempDir
    private Path folder;

    private Path model;
    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        model = folder.resolve("model.weir");
        weir = new CommandLineFixture(folder);
    }

    @Test
    void missingFile_isNamedBeforeAnythingIsLearned() {
        assertThat(weir.run("train", OFFICE, "nowhere.csv", "-o", model.toString()))
                .isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir train: there is no file nowhere.csv; nothing was learned" + System.lineSeparator());
        assertThat(model).doesNotExist();
    }

    @Test
    void existingModel_isNotReplacedUnlessForced() throws IOException {
        Files.writeString(model, "precious");

        assertThat(weir.run("train", OFFICE, "-o", model.toString())).isEqualTo(1);
        assertThat(weir.err()).contains(model + " exists already");
        assertThat(model).hasContent("precious");
    }

    @Test
    void flowsWithoutLabels_teachNothing() throws IOException {
        Path flows =
                Files.writeString(folder.resolve("flows.csv"), "ts,src_ip,dst_ip,proto\n1,10.0.0.1,10.0.0.2,tcp\n");

        assertThat(weir.run("train", flows.toString(), "-o", model.toString())).isEqualTo(1);
        assertThat(weir.err()).contains("no flow has a label benign or malicious: nothing was learned or written");
        assertThat(model).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--share 0", "--share 1.5", "--to-start-from --part 0", "--to-start-from --weights 0", "--part 1"
            })
    void optionOutOfRange_isWrongUse(String options) {
        String[] all = ("train " + OFFICE + " -o " + model + " " + options).split(" ", -1);

        assertThat(weir.run(all)).isEqualTo(2);
    }

    @Test
    void sameHistory_givesTheSameFile_thatEvaluationStartsFrom() throws IOException {
        assertThat(weir.run("train", OFFICE, "-o", model.toString()))
                .as(weir.err())
                .isZero();
        assertThat(weir.out()).contains("simulated:1:4000  4,000    4,000", "heaviest weights");
        byte[] first = Files.readAllBytes(model);
        assertThat(weir.run("train", OFFICE, "-o", model.toString(), "--force")).isZero();
        assertThat(model).hasBinaryContent(first);

        Path flows = Files.writeString(folder.resolve("one.csv"), """
                ts,src_ip,dst_ip,dst_port,proto,label
                1,10.0.0.1,10.0.0.2,80,tcp,benign
                """);
        Path report = folder.resolve("report.json");
        assertThat(weir.run("evaluate", flows.toString(), "--baseline", model.toString(), "--json", report.toString()))
                .as(weir.err())
                .isZero();
        assertThat(new JsonMapper()
                        .readTree(report.toFile())
                        .get("model_digest")
                        .textValue())
                .isEqualTo(ModelFile.read(model).manifest().digest());
    }

    @Test
    void modelToStartFrom_isSmall_fits_andCountsNoLesson() throws IOException {
        assertThat(weir.run("train", OFFICE, "-o", model.toString(), "--to-start-from", "--weights", "500", "--json"))
                .as(weir.err())
                .isZero();

        JsonNode made = new JsonMapper().readTree(weir.out());
        assertThat(made.get("manifest").get("lessons").asLong()).isZero();
        assertThat(made.get("manifest").get("origin").textValue())
                .isEqualTo("trained on simulated:1:4000 (4,000 lessons)");
        assertThat(made.get("sources").get(0).get("average_precision").asDouble())
                .isPositive();
        ModelFile.read(model).requireFits(FeatureExtractor.schemaOf(FeatureSettings.defaults()));
        assertThat(Files.size(model)).isLessThan(8_000);
    }

    @Test
    void evaluation_fromADamagedModel_isRefused() throws IOException {
        Path flows =
                Files.writeString(folder.resolve("flows.csv"), "ts,src_ip,dst_ip,proto\n1,10.0.0.1,10.0.0.2,tcp\n");
        Files.writeString(model, "{}\n");

        assertThat(weir.run("evaluate", flows.toString(), "--baseline", model.toString()))
                .isEqualTo(1);
        assertThat(weir.err()).startsWith("weir evaluate: " + model + " cannot be used: its first line is not");
    }

    @Test
    void baselineThatCannotBeUsed_isSaidWithTheSetting() {
        Settings settings = Settings.defaults(folder);
        String file = folder.resolve("nowhere.weir").toString();

        assertThat(catchThrowable(() -> Baseline.of(new ModelSettings(file), settings.features())))
                .isInstanceOf(CommandException.class)
                .hasMessage("the baseline of the settings is not to be had: there is no file " + file
                        + "; set model.baseline to another file, or to none");
        assertThat(Baseline.of(new ModelSettings(ModelSettings.NONE), settings.features())
                        .orElseThrow()
                        .manifest())
                .satisfies(untrained -> {
                    assertThat(untrained.origin()).isEqualTo("untrained");
                    assertThat(untrained.lessons()).isZero();
                });
    }
}

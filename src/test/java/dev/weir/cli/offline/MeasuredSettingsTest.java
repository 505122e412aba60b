package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.ChildJvm;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.Weir;
import dev.weir.cli.settings.EffectOf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured is what would run: evaluate and train heed the settings, those of Weir's home or those they are given. */
class MeasuredSettingsTest {
    private Path flows =
            Path.of("src/test/resources/dev/weir/cli/cases/hist-good.csv.gz").toAbsolutePath();

    @TempDir
    private Path folder;

    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        weir = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anomaly-memory-flows: 100", "max-heap-hosts: 8"})
    @EffectOf({"features.anomaly-memory-flows", "features.max-heap-hosts"})
    void features_areMeasuredAsSet(String setting) throws IOException {
        String config = config("features: {" + setting + "}");

        assertThat(evaluated("--config", config).get("model_digest"))
                .isNotEqualTo(evaluated().get("model_digest"));
        assertThat(trained("--config", config)).isNotEqualTo(trained());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scoring: {threshold: 0.05}", "scoring: {alerts-per-day: 1}", "scoring: {target-precision: 0.2}"
            })
    @EffectOf({"scoring.threshold", "scoring.alerts-per-day", "scoring.target-precision"})
    void alerts_areCountedAsSet(String setting) throws IOException {
        assertThat(evaluated("--config", config(setting)).get("alerts"))
                .isNotEqualTo(evaluated().get("alerts"));
    }

    @Test
    @EffectOf("alerts.repeat-window")
    void alertsThatAreOne_areCountedAsSet() throws IOException {
        StringBuilder csv = new StringBuilder("ts,src_ip,src_port,dst_ip,dst_port,proto,label\n");
        for (int minute = 0; minute < 300; minute++) {
            csv.append(1_700_000_000L + 60L * minute)
                    .append(
                            minute % 2 == 0
                                    ? ",10.0.0.1,40000,10.1.0.1,443,tcp,benign\n"
                                    : ",10.0.0.3,40000,10.1.0.2,22,tcp,malicious\n");
        }
        flows = Files.writeString(folder.resolve("minutes.csv"), csv);

        int usual = evaluated().get("alerts").asInt();

        assertThat(usual).isPositive();
        assertThat(evaluated("--config", config("alerts: {repeat-window: 1s}"))
                        .get("alerts")
                        .asInt())
                .isGreaterThan(usual);
    }

    @Test
    @EffectOf("features.max-hosts")
    void hostsBeyondTheMost_areForgotten() throws IOException {
        StringBuilder csv = new StringBuilder("ts,src_ip,src_port,dst_ip,dst_port,proto,label\n");
        for (int flow = 0; flow < 9_000; flow++) {
            int host = flow % 3_000;
            csv.append(1_700_000_000L + flow)
                    .append(",10.0." + host / 250 + "." + host % 250 + ",40000,10.1.0.1,443,tcp,")
                    .append(host % 9 == 0 ? "malicious\n" : "benign\n");
        }
        flows = Files.writeString(folder.resolve("many-hosts.csv"), csv);

        assertThat(evaluated("--config", config("features: {max-hosts: 1000}")).get("model_digest"))
                .isNotEqualTo(evaluated().get("model_digest"));
    }

    @Test
    void option_goesBeforeTheSettings() throws IOException {
        String config = config("scoring: {alerts-per-day: 1}");

        assertThat(evaluated("--config", config, "--threshold", "0.5").get("alerts"))
                .isEqualTo(evaluated().get("alerts"));
    }

    @Test
    void fileThatWasAskedFor_isNamed() throws IOException {
        String config = config("scoring: {threshold: 0.5}");

        assertThat(weir.run("evaluate", flows.toString(), "--config", config)).isZero();
        assertThat(weir.err()).isEqualTo("settings: " + config + System.lineSeparator());
        assertThat(weir.run("evaluate", flows.toString())).isZero();
        assertThat(weir.err()).isEmpty();
    }

    @Test
    void settingsOfTheFolderOneStandsIn_areNotObeyed() throws Exception {
        Path here = Files.createDirectories(folder.resolve("config")).resolve("weir.yaml");
        Files.writeString(here, "scoring: {treshold: 0.5}");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ChildJvm.classPath(),
                        Weir.class.getName(),
                        "evaluate",
                        flows.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(weir.run("evaluate", flows.toString(), "--config", here.toString()))
                .isEqualTo(1);
        assertThat(weir.err()).contains("unknown key scoring.treshold in " + here);
    }

    private String config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("weir.yaml"), yaml).toString();
    }

    private JsonNode evaluated(String... options) throws IOException {
        Path json = folder.resolve("report.json");
        run(options, "evaluate", flows.toString(), "--protocol", "full", "--json", json.toString());
        return new JsonMapper().readTree(json.toFile());
    }

    private String trained(String... options) throws IOException {
        run(
                options,
                "train",
                flows.toString(),
                "--json",
                "--force",
                "-o",
                folder.resolve("m.weir").toString());
        return new JsonMapper()
                .readTree(weir.out())
                .get("manifest")
                .get("digest")
                .textValue();
    }

    private void run(String[] options, String... command) {
        String[] all =
                Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray(String[]::new);
        assertThat(weir.run(all)).as(weir.err()).isZero();
    }
}

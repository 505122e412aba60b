package dev.weir.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.stream.ProcessingSettings.Guarantee;
import dev.weir.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    private static final Settings DEFAULTS = Settings.defaults(Path.of("data"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weir.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scoring: {treshold: 0.5} | unknown key scoring.treshold in FILE: did you mean threshold?",
                "scorin: {threshold: 0.5} | unknown key scorin in FILE: did you mean scoring?",
                "processing: {Threads: 1} | unknown key processing.Threads in FILE: did you mean threads?",
                "processing: {commit-intervall: 1s} | unknown key processing.commit-intervall in FILE:"
                        + " did you mean commit-interval?",
                "broker: {directory: /tmp} | unknown key broker.directory in FILE: did you mean port?",
                "scoring: {threshold: high} | scoring.threshold in FILE must be a number, got high",
                "scoring: {threshold: } | scoring.threshold in FILE must be a number, got nothing",
                "scoring: {threshold: 7} | scoring.threshold in FILE: threshold must be above 0 and up to 1, got 7.0",
                "scoring: {threshold: NaN} | scoring.threshold in FILE: threshold must be above 0 and up to 1, got NaN",
                "`scoring: {alerts-per-day: 200, threshold: 0.9}` | scoring.threshold in FILE: only one of threshold,"
                        + " alerts-per-day and target-precision may be set, the others must be 0 or absent; got 0.9, 200.0"
                        + " and 0.0",
                "`scoring: {target-precision: 0.9, threshold: 0.5}` | scoring.threshold in FILE: only one of threshold,"
                        + " alerts-per-day and target-precision may be set, the others must be 0 or absent; got 0.5, 0.0"
                        + " and 0.9",
                "scoring: {alerts-per-day: -1} | scoring.alerts-per-day in FILE: alerts per day must be above 0 and up to"
                        + " 1000000, or 0 = not set, got -1.0",
                "scoring: {target-precision: 1} | scoring.target-precision in FILE: target precision must be above 0 and"
                        + " below 1, or 0 = not set, got 1.0",
                "alerts: {repeat-window: 0s} | alerts.repeat-window in FILE: repeat window must be 1 s to 7 days, got PT0S",
                "scoring: 0.5 | scoring in FILE must be a section of keys with values",
                "scoring | FILE must be a section of keys with values",
                "processing: {threads: 2.5} | processing.threads in FILE must be a whole number, got 2.5",
                "processing: {threads: 99999999999} | processing.threads in FILE must be a whole number, got 99999999999",
                "processing: {threads: 0} | processing.threads in FILE: threads must be 1 to 64, got 0",
                "processing: {threads: [1]} | processing.threads in FILE must be a whole number, got [1]",
                "processing: {guarantee: twice} | processing.guarantee in FILE must be exactly-once or at-least-once,"
                        + " got twice",
                "processing: {rekey-by-source: maybe} | processing.rekey-by-source in FILE must be true or false, got maybe",
                "feedback: {retention: 7} | feedback.retention in FILE must be a time such as 100ms, 5s, 10m, 2h or 7d,"
                        + " got 7",
                "feedback: {retention: 7 weeks} | feedback.retention in FILE must be a time such as 100ms, 5s, 10m, 2h"
                        + " or 7d, got 7 weeks",
                "`kafka: {ssl: {protocol: TLS}}` | kafka.ssl in FILE: one value is needed; write Kafka's whole name, such as"
                        + " security.protocol: SASL_SSL",
                "topics: {prefix: a/b} | topics.prefix in FILE: topic prefix \"a/b\" must be 1 to 100 characters out of letters,"
                        + " digits, full stop, _ and -",
                "topics: {prefixx: a} | unknown key topics.prefixx in FILE: did you mean prefix?",
                "topics: {names: {prefix: a}} | unknown key topics.names in FILE: did you mean prefix?",
                "`response: {longest: 2d, most-hosts: 0}` | response.most-hosts in FILE: most-hosts must be 1 to 10000, got 0",
                "response: {mosthosts: 1} | unknown key response.mosthosts in FILE: did you mean most-hosts?",
                "response: {nftables: 5} | response.nftables in FILE must be text, got 5",
                "scoring: &a {threshold: *a} | scoring.threshold in FILE must be a number, got a",
                "kafka: [hunter2] | kafka in FILE must be a section of keys with values",
                "kafka: 5 | kafka in FILE must be a section of keys with values"
            })
    void wrongSetting_isNamedWithWhatIsAllowed(String yaml, String message) throws IOException {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(YamlException.class)
                .hasMessage(message.replace("FILE", file.toString()));
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> SettingsFile.read(file, DEFAULTS))
                .isInstanceOf(YamlException.class)
                .hasMessage("the settings file " + file + " cannot be read: is it there and readable?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:\n  a: hunter2\n b: [", "kafka:\n  a: hunter2\n  a: hunter2", "kafka: {a: 'hunter2"})
    void invalidYaml_isNamedByLineWithoutItsText(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(file + " is not valid YAML: look at line ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void escapesInAKey_doNotReachTheTerminal() {
        assertThatThrownBy(() -> read("\"scor\\eing\": {}")).hasMessageStartingWith("unknown key scor\\u001bing in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "scoring:", "scoring: {}", "kafka:"})
    void emptyFileOrSection_isTheDefaults(String yaml) throws IOException {
        assertThat(read(yaml)).isEqualTo(DEFAULTS);
    }

    @Test
    void settings_areLaidOverTheDefaults() throws IOException {
        Settings settings = read("""
                topics:
                  prefix: soc
                  partitions: 12
                processing:
                  guarantee: at-least-once
                  commit-interval: 200 ms
                feedback:
                  retention: 36h
                api:
                  port: 8080
                """);

        assertThat(settings.processing().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(settings.processing().commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.processing().threads())
                .isEqualTo(DEFAULTS.processing().threads());
        assertThat(settings.feedback().retention()).isEqualTo(Duration.ofHours(36));
        assertThat(settings.api().port()).isEqualTo(8080);
        assertThat(settings.topics().names().prefix()).isEqualTo("soc");
        assertThat(settings.topics().feedbackRetention()).isEqualTo(Duration.ofHours(36));
        assertThat(settings.features().partitions()).isEqualTo(12);
        assertThat(settings.scoring()).isEqualTo(DEFAULTS.scoring());
    }

    @Test
    void kafkaSettings_goToKafkaAsTheyAreAndAreNeverPrinted() throws IOException {
        Settings settings = read("""
                kafka:
                  bootstrap.servers: kafka.example:9093
                  sasl.jaas.config: required password="hunter2";
                  request.timeout.ms: 5000
                """);

        assertThat(settings.kafka().clients())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka.example:9093",
                        "sasl.jaas.config", "required password=\"hunter2\";",
                        "request.timeout.ms", "5000"));
        assertThat(settings.kafka().bootstrapServers()).contains("kafka.example:9093");
        assertThat(settings.toString()).doesNotContain("hunter2").contains("sasl.jaas.config");
    }

    private Settings read(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return SettingsFile.read(file, DEFAULTS);
    }
}

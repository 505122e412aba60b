package dev.weir.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.service.DetectorStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with the settings for Kafka, their values are not printed, not even when the inside is asked for. */
class KafkaSecretsTest {
    private static final String SECRET = "hunter2";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "security.protocol: SASL_PLAINTEXT|sasl.jaas.config: a.Module hunter2 password=hunter2;|sasl.jaas.config",
                "security.protocol: SASL_PLAINTEXT|sasl.jaas.config: a.Module required password=hunter2|sasl.jaas.config",
                "security.protocol: SASL_PLAINTEXT|sasl.jaas.config: a.Module required hunter2;|sasl.jaas.config",
                "security.protocol: SSL|ssl.keystore.password: hunter2|under kafka: do not work",
                "security.protocol: hunter|ssl.key.password: hunter2|security.protocol",
                "sasl.jaas.config: \"hunter2|ssl.key.password: x: y|is not valid YAML: look at line",
                "sasl.jaas.config: [hunter2]|ssl.key.password: x|sasl.jaas.config",
            })
    void wrongKafkaSettings_areToldWithoutTheirValues(String first, String second, String named) throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "kafka:\n  bootstrap.servers: 127.0.0.1:1\n  ssl.keystore.location: /nowhere\n  " + first + "\n  "
                        + second + "\n");
        CommandLineFixture weir = new CommandLineFixture(folder.resolve("data"), DetectorStart::start);

        assertThat(weir.run("--debug", "up", "--config", config.toString())).isEqualTo(1);

        assertThat(weir.err()).contains(named);
        assertThat(weir.err() + weir.out()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.key.password, '${env:PATH}', env, EnvVarConfigProvider",
        "ssl.key.password, '${file:/etc/passwd:root}', file, FileConfigProvider",
        "ssl.key.password, '${dir:/etc:passwd}', dir, DirectoryConfigProvider",
    })
    void kafkaSettings_fetchNothingFromElsewhere(String key, String value, String provider, String type)
            throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "kafka:\n  bootstrap.servers: 127.0.0.1:1\n  " + key + ": " + value + "\n  config.providers: "
                        + provider + "\n  config.providers." + provider
                        + ".class: org.apache.kafka.common.config.provider." + type + "\n");
        CommandLineFixture weir = new CommandLineFixture(folder.resolve("data"), DetectorStart::start);

        assertThat(weir.run("up", "--config", config.toString())).isEqualTo(1);

        assertThat(weir.err()).contains(type).contains("not allowed");
    }

    @Test
    void settings_asText_haveTheNamesOfKafkasAlone() throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"), "kafka:\n  bootstrap.servers: k:1\n  ssl.key.password: " + SECRET + "\n");
        Settings settings = SettingsFile.read(config, Settings.defaults(folder));

        assertThat(settings.toString() + settings.toDetectorSettings(folder))
                .contains("ssl.key.password")
                .doesNotContain(SECRET);
    }
}

package dev.weir.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets what into a detector with a broker of its own. */
@Tag("broker")
@Timeout(300)
class BrokerClientsTest {
    private static final String FLOW = "{\"ts\":1700000000,\"id\":\"F1\",\"src_ip\":\"10.0.0.1\",\"src_port\":4000,"
            + "\"dst_ip\":\"10.0.0.2\",\"dst_port\":22,\"proto\":\"tcp\"}";
    private static final String FORGED = "{\"kind\":\"rollback\",\"v\":1}";

    @TempDir
    private Path folder;

    private DataDirectory directory;
    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        directory = new DataDirectory(folder.resolve("data"));
        weir = new CommandLineFixture(directory.path());
    }

    @Test
    void stranger_canSendNothing_butTheCommandsAndTheirFileCan() throws IOException {
        try (Service service = start()) {
            assertThatThrownBy(() -> send(Map.of(), "weir.model-log", FORGED)).isInstanceOf(KafkaException.class);

            Path file = directory.path().resolve("client.properties");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            send(properties(Files.readString(file)), "weir.flows", FLOW);
            await("scored", "\"flows_scored\":1");
            assertThat(weir.run("label", "F1", "malicious")).as(weir.err()).isZero();
            assertThat(weir.out()).contains("1 learned");
            assertThat(banner(service))
                    .contains("--command-config " + file, "weir client create NAME --for flows")
                    .doesNotContain("password");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flows, weir.flows, weir.feedback weir.model-log weir.scored weir.alerts weir.dead-letters",
        "feedback, weir.feedback, weir.flows weir.model-log weir.scored weir.alerts",
        "alerts, , weir.flows weir.feedback weir.model-log weir.alerts",
    })
    void client_mayDoWhatItIsForAndNothingElse(String purpose, String permitted, String refused) throws IOException {
        try (Service service = start()) {
            service.check();
            assertThat(weir.run("client", "create", "other", "--for", purpose))
                    .as(weir.err())
                    .isZero();
            Map<String, Object> login = properties(weir.out());

            if (permitted != null) {
                assertThat(maySend(login, permitted)).as(permitted).isTrue();
            }
            for (String topic : refused.split(" ", -1)) {
                assertThat(maySend(login, topic)).as(topic).isFalse();
            }

            assertThat(weir.run("client", "list")).isZero();
            assertThat(weir.out()).contains("other ");
            assertThat(weir.run("client", "revoke", "other")).isZero();
            assertThatThrownBy(() -> send(login, "weir.flows", FLOW)).isInstanceOf(SaslAuthenticationException.class);
            assertThat(weir.run("client", "revoke", "other")).isEqualTo(2);
        }
    }

    @Test
    void client_survivesARestart_andItsSettingsMayGoToAFile() throws IOException {
        Path file = folder.resolve("zeek.properties");
        try (Service service = start()) {
            service.check();
            assertThat(weir.run("client", "create", "zeek", "--for", "flows", "-o", file.toString()))
                    .isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(weir.run("client", "create", "weir", "--for", "flows")).isEqualTo(2);
            assertThat(weir.run("client", "create", "a b", "--for", "flows")).isEqualTo(2);
            assertThat(weir.run("client", "create", "x", "--for", "detector")).isEqualTo(2);
        }
        try (Service service = start()) {
            service.check();
            TestBroker.await("the right is there", () -> {
                try {
                    return maySend(properties(Files.readString(file)), "weir.flows");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private Service start() {
        return Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start);
    }

    private static String banner(Service service) {
        StringWriter out = new StringWriter();
        service.banner(new PrintWriter(out, true));
        return out.toString();
    }

    private void await(String what, String status) {
        TestBroker.await(what, () -> {
            assertThat(weir.run("status", "--json")).as(weir.err()).isZero();
            return weir.out().contains(status);
        });
    }

    private boolean maySend(Map<String, ?> login, String topic) {
        try {
            send(login, topic, topic.endsWith("flows") ? FLOW : FORGED);
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private void send(Map<String, ?> login, String topic, String value) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", RunFile.find(directory).bootstrapServer());
        settings.put("max.block.ms", 5_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            TestBroker.await(producer.send(new ProducerRecord<>(topic, "rollback", value)));
        }
    }

    private static Map<String, Object> properties(String text) throws IOException {
        assertThat(text.getBytes(UTF_8).length).isLessThan(1_000);
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, Object> all = new HashMap<>();
        properties.forEach((key, value) -> all.put(String.valueOf(key), value));
        return all;
    }
}

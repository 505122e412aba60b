package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker against its folder, its port and its neighbours. */
@Tag("broker")
class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    @EffectOf("broker.port")
    void start_whenThePortIsTaken_saysWhichAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(directory, port)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + port + " on 127.0.0.1")
                    .hasMessageContaining("choose another");
        }
    }

    @Test
    void start_whenTheFolderIsInUse_isRefusedAndTheFirstGoesOn() {
        try (TestBroker broker = new TestBroker().start()) {
            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(broker.directory(), 0)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(broker.directory().toString())
                    .hasMessageContaining("--data-dir");
            broker.createTopic("still-alive", 1);
        }
    }

    @Test
    void start_whenTheFolderIsAFile_saysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a folder");
        assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(file, 0)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void start_whenTheIdentityIsDamaged_isRefusedAndTheFolderIsFreeAgain() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0))) {
            assertThat(broker.failure()).isEmpty();
        }
        Path identity = directory.resolve("kafka").resolve("meta.properties");
        String whole = Files.readString(identity);
        Files.writeString(identity, whole.replace("node.id=1", "node.id=7"));
        assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(directory, 0)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(directory.toString());

        Files.writeString(identity, whole);
        EmbeddedBroker.start(new BrokerSettings(directory, 0)).close();
    }

    @Test
    void restart_keepsPortAndRecords() {
        try (TestBroker broker = new TestBroker().start()) {
            String before = broker.bootstrapServer();
            broker.createTopic("kept", 2);
            broker.produce("kept", null, "one".getBytes(UTF_8));

            broker.restart();

            assertThat(broker.bootstrapServer()).isEqualTo(before);
            broker.produce("kept", null, "two".getBytes(UTF_8));
            assertThat(broker.consume("kept", 2))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void restart_whenTheRememberedPortIsTaken_takesAnother() throws IOException {
        String before;
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0))) {
            before = broker.bootstrapServer();
        }
        int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0))) {
            assertThat(taken.getLocalPort()).isEqualTo(port);
            assertThat(broker.bootstrapServer()).isNotEqualTo(before);
        }
    }

    @Test
    void produce_ofTenMegabytes_isTaken() {
        try (TestBroker broker = new TestBroker().start()) {
            broker.createTopic("large", 1);
            broker.produce("large", null, new byte[10 * 1024 * 1024]);
            assertThat(broker.consume("large", 1))
                    .extracting(ConsumerRecord::serializedValueSize)
                    .containsExactly(10 * 1024 * 1024);
        }
    }

    @Test
    void close_twice_doesNothingMore() {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
        broker.close();
        broker.close();
        assertThat(broker.failure()).isEmpty();
    }
}

package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may use the broker that Weir brings, and how much of the process a stranger can use up. */
@Tag("broker")
@Timeout(300)
class BrokerAccessTest {
    private static final BrokerLogin WRONG = new BrokerLogin(BrokerUsers.OWNER, "guessed");

    @TempDir
    private Path directory;

    @Test
    void strangers_canNeitherWriteNorRead() {
        try (EmbeddedBroker broker = start()) {
            createTopic(broker, "weir.model-log");

            assertThatThrownBy(() -> send(broker, WRONG.settings(), "weir.model-log"))
                    .isInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> send(broker, Map.of(), "weir.model-log")).isInstanceOf(KafkaException.class);
        }
    }

    @Test
    void userWithoutRights_mayNothing_andWithARightJustThat() {
        try (EmbeddedBroker broker = start()) {
            createTopic(broker, "weir.flows");
            createTopic(broker, "weir.model-log");
            BrokerLogin collector = new BrokerUsers(directory).add("zeek");
            assertThatThrownBy(() -> send(broker, collector.settings(), "weir.flows"))
                    .isInstanceOf(TopicAuthorizationException.class);

            permit(broker, "zeek", "weir.flows");

            TestBroker.await("the right is there", () -> maySend(broker, collector, "weir.flows"));
            assertThat(maySend(broker, collector, "weir.model-log")).isFalse();
            assertThat(new BrokerUsers(directory).names()).containsExactly("zeek");

            assertThat(new BrokerUsers(directory).remove("zeek")).isTrue();
            assertThatThrownBy(() -> send(broker, collector.settings(), "weir.flows"))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void login_survivesRestarts_forTheOwnerAlone() throws IOException {
        BrokerLogin before;
        BrokerLogin collector = new BrokerUsers(directory).add("zeek");
        try (EmbeddedBroker broker = start()) {
            before = broker.login();
            createTopic(broker, "weir.flows");
            permit(broker, "zeek", "weir.flows");
        }
        for (String file : List.of("broker.secret", "broker.users")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
        try (EmbeddedBroker broker = start()) {
            assertThat(broker.login()).isEqualTo(before);
            assertThat(broker.login().toString()).doesNotContain(before.password());
            send(broker, collector.settings(), "weir.flows");
        }
        Files.delete(directory.resolve("broker.secret"));
        Files.writeString(directory.resolve("broker.users"), "weir\u0000 torn\nzeek salt=");
        try (EmbeddedBroker broker = start()) {
            assertThat(broker.login()).isNotEqualTo(before);
            send(broker, broker.login().settings(), "weir.flows");
            assertThatThrownBy(() -> send(broker, collector.settings(), "weir.flows"))
                    .isInstanceOf(KafkaException.class);
        }
    }

    @Test
    void folderOfABrokerThatWasOpenToAll_isTakenUp() {
        try (TestBroker open = new TestBroker().start(directory)) {
            open.createTopic("kept", 1);
            open.embedded().close();
            try (EmbeddedBroker broker = start()) {
                send(broker, broker.login().settings(), "kept");
            }
        }
    }

    @Test
    void idleConnections_areBounded_andOwnClientsGoOn() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (EmbeddedBroker broker = start()) {
            createTopic(broker, "weir.flows");
            try (KafkaProducer<byte[], byte[]> own =
                    producer(broker, broker.login().settings())) {
                TestBroker.await(own.send(new ProducerRecord<>("weir.flows", new byte[1])));
                long before = openSockets();
                int port = Integer.parseInt(broker.bootstrapServer().substring("127.0.0.1:".length()));
                for (int i = 0; i < 1_500; i++) {
                    idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
                }
                TestBroker.await(
                        "all but some are closed",
                        () -> idle.stream().filter(BrokerAccessTest::isClosed).count() > 1_000);
                // This test holds the other ends, which are 1,500.
                assertThat(openSockets() - before - idle.size()).isLessThan(500);
                TestBroker.await(own.send(new ProducerRecord<>("weir.flows", new byte[1])));
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
            send(broker, broker.login().settings(), "weir.flows");
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static long openSockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(new BrokerSettings(directory, 0));
    }

    private static boolean maySend(EmbeddedBroker broker, BrokerLogin login, String topic) {
        try {
            send(broker, login.settings(), topic);
            return true;
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private static void send(EmbeddedBroker broker, Map<String, String> login, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, login)) {
            TestBroker.await(producer.send(new ProducerRecord<>(topic, "a".getBytes(UTF_8))));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, Map<String, String> login) {
        Map<String, Object> settings = client(broker, login);
        settings.put("max.block.ms", 5_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void createTopic(EmbeddedBroker broker, String topic) {
        try (Admin admin = Admin.create(client(broker, broker.login().settings()))) {
            TestBroker.await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all());
        }
    }

    private static void permit(EmbeddedBroker broker, String user, String topic) {
        try (Admin admin = Admin.create(client(broker, broker.login().settings()))) {
            TestBroker.await(admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry("User:" + user, "*", AclOperation.WRITE, AclPermissionType.ALLOW))))
                    .all());
        }
    }

    private static Map<String, Object> client(EmbeddedBroker broker, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", broker.bootstrapServer());
        return settings;
    }
}

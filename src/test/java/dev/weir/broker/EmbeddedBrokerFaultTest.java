package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker killed, and the broker broken. */
@Tag("broker")
class EmbeddedBrokerFaultTest {
    @TempDir
    Path directory;

    @Test
    void killedProcess_losesNoAcknowledgedRecordAndFreesTheFolder() {
        List<String> values =
                IntStream.range(0, 1000).mapToObj(i -> "record-" + i).toList();
        String address;
        try (ChildJvm child = ChildJvm.start(BrokerProcess.class, directory.toString())) {
            address = child.readLine();
            create(address, "kept");
            produce(address, "kept", values);
            child.kill();
        }
        try (TestBroker broker = new TestBroker().start(directory)) {
            assertThat(broker.bootstrapServer()).isEqualTo(address);
            assertThat(broker.consume("kept", values.size()))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactlyElementsOf(values);
        }
    }

    @Test
    void haltOfKafka_endsInAFailureInsteadOfTheProcess() {
        try (TestBroker broker = new TestBroker().start(directory)) {
            CompletableFuture<Throwable> told = new CompletableFuture<>();
            broker.embedded().whenFailed(told::complete);
            assertThat(broker.embedded().failure()).isEmpty();

            assertThatThrownBy(() -> Exit.halt(1, "disk is full")).isInstanceOf(BrokerException.class);

            assertThat(TestBroker.await(told)).hasMessageContaining("disk is full");
            assertThat(broker.embedded().failure()).containsSame(TestBroker.await(told));
        }
    }

    @Test
    void fatalFault_isRecordedWithItsCause_andOthersAreNot() {
        Faults faults = new Faults();
        IOException cause = new IOException("disk");
        faults.build("harmless", false, () -> {}).handleFault("never mind", cause);
        assertThat(faults.failure()).isEmpty();

        CompletableFuture<String> action = new CompletableFuture<>();
        RuntimeException thrown =
                faults.build("quorum", true, () -> action.complete("run")).handleFault("cannot write", cause);

        assertThat(faults.failure()).containsSame(thrown);
        assertThat(thrown).hasMessage("quorum: cannot write").hasCause(cause);
        assertThat(action).isCompletedWithValue("run");
    }

    @Test
    void lostDataFolder_isReportedAndTheBrokerCanStillBeClosed() throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.startOpen(new BrokerSettings(directory, 0));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServer()))) {
            CompletableFuture<Throwable> told = new CompletableFuture<>();
            broker.whenFailed(told::complete);
            Path data = directory.resolve("kafka");
            Files.move(data, directory.resolve("gone"));
            Files.writeString(data, "in the way");

            Objects.requireNonNull(admin.createTopics(List.of(new NewTopic("new", 1, (short) 1))));

            assertThat(TestBroker.await(told)).isNotNull();
        } finally {
            broker.close();
        }
    }

    private static void create(String address, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            TestBroker.await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all());
        }
    }

    private static void produce(String address, String topic, List<String> values) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, value)))
                    .toList()
                    .forEach(TestBroker::await);
        }
    }
}

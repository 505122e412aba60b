package dev.weir.service.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.sharing.output.OutputFormat;
import dev.weir.sharing.sink.FileSink;
import dev.weir.sharing.sink.Message;
import dev.weir.sharing.sink.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a real broker, passed on. */
@Tag("broker")
class OutputFeedTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());

    /** Fails at first. */
    private static final class Late implements Sink {
        final List<String> taken = new CopyOnWriteArrayList<>();
        private final AtomicInteger tries = new AtomicInteger();

        @Override
        public String name() {
            return "late";
        }

        @Override
        public int deliver(List<Message> batch) throws IOException {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("not yet");
            }
            batch.forEach(message -> taken.add(message.id()));
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void alertsAndSteps_arrive_alsoAfterAFailureAndARestart(@TempDir Path folder) throws IOException {
        BROKER.createTopic("a", 2);
        BROKER.createTopic("r", 1);
        Path file = folder.resolve("out.json");
        Late late = new Late();
        send("a", "one");
        BROKER.produce(List.of(
                new ProducerRecord<>("a", bytes("gone"), null),
                new ProducerRecord<>("a", bytes("x"), bytes("no JSON"))));
        try (OutputFeed feed = start(file, late)) {
            TestBroker.await("the first", () -> late.taken.contains("one"));
            TestBroker.await("its count", () -> feed.delivered() == 1);
        }
        send("a", "two");
        BROKER.produce(
                List.of(
                        new ProducerRecord<>(
                                "r",
                                bytes("r-1"),
                                bytes(
                                        "{\"response_id\":\"r-1\",\"score\":1,\"at\":\"2026-01-01T00:00:00Z\",\"action\":\"deny\",\"host\":\"10.0.0.1\"}"))));
        try (OutputFeed feed = start(file, late)) {
            TestBroker.await("the others", () -> feed.delivered() == 2);
        }
        assertThat(late.taken).containsOnlyOnce("one").contains("two", "r-1");
        assertThat(String.join("\n", Files.readAllLines(file)))
                .contains("\"id\":\"one\"", "\"id\":\"two\"", "\"id\":\"r-1\"");
    }

    private OutputFeed start(Path file, Sink other) {
        return OutputFeed.start(
                kafka,
                List.of("a", "r"),
                "test.outputs",
                new Translator(OutputFormat.ECS, Optional.empty())::message,
                List.of(new FileSink(file, 1_000_000, 1), other));
    }

    private static void send(String topic, String id) {
        BROKER.produce(List.of(new ProducerRecord<>(
                topic,
                bytes(id),
                bytes("{\"alert_id\":\"" + id
                        + "\",\"score\":0.9,\"ts\":1.5,\"src_ip\":\"10.0.0.1\",\"features\":\"AA\"}"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

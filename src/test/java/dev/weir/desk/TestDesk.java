package dev.weir.desk;

import dev.weir.broker.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A desk with topics of its own on a real broker, and its file in a folder. */
final class TestDesk implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final TestBroker broker;
    private final Path folder;
    private final DeskTopics topics;
    private @Nullable DeskFeed feed;

    TestDesk(TestBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
        int number = MADE.incrementAndGet();
        topics = new DeskTopics(
                "alerts" + number,
                "feedback" + number,
                "log" + number,
                "dead" + number,
                "allow" + number,
                "audit" + number);
        topics.all().forEach(topic -> broker.createTopic(topic, topic.startsWith("alerts") ? 3 : 1));
    }

    DeskTopics topics() {
        return topics;
    }

    /** Starts the feed, anew if it runs, and waits until the desk is filled. */
    Desk open() {
        close();
        DeskFeed started = DeskFeed.start(
                topics,
                Map.of("bootstrap.servers", broker.bootstrapServer()),
                file(),
                Duration.ofDays(30),
                Clock.systemUTC());
        feed = started;
        TestBroker.await("the desk", () -> started.desk().isPresent());
        return started.desk().orElseThrow();
    }

    /** Deletes the file, and has it made again of the topics. */
    Desk rebuilt() {
        close();
        try {
            Files.delete(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open();
    }

    private Path file() {
        return folder.resolve("desk.sqlite");
    }

    /** @param record nothing to forget the alert */
    void alert(String id, byte @Nullable [] record, long atMillis) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        broker.produce(List.of(new ProducerRecord<>(topics.alerts(), null, atMillis, key, record)));
    }

    static List<String> ids(AlertPage page) {
        return page.rows().stream().map(AlertRow::id).toList();
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        feed = null;
    }
}

package dev.weir.broker;

import dev.weir.topics.PartitionOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker for tests, in a temporary folder. One per class, closed also on failure:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestBroker BROKER = new TestBroker();
 * }</pre>
 *
 * <p>Or in try-with-resources, with {@link #start}. Tests with it are tagged {@code broker}.
 */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private @Nullable Path directory;
    private @Nullable EmbeddedBroker broker;
    private @Nullable Admin admin;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    public TestBroker start() {
        try {
            return start(Files.createTempDirectory("weir-broker-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on a folder that may hold data; it is deleted at the end all the same. */
    public TestBroker start(Path folder) {
        directory = folder;
        broker = EmbeddedBroker.startOpen(new BrokerSettings(folder, 0));
        connect();
        return this;
    }

    /** Stops and starts it on the same folder and port. */
    public void restart() {
        disconnect();
        started(broker).close();
        broker = EmbeddedBroker.startOpen(new BrokerSettings(started(directory), 0));
        connect();
    }

    @Override
    public void close() {
        disconnect();
        if (broker != null) {
            broker.close();
            broker = null;
        }
        if (directory != null) {
            delete(directory);
            directory = null;
        }
    }

    public String bootstrapServer() {
        return started(broker).bootstrapServer();
    }

    public EmbeddedBroker embedded() {
        return started(broker);
    }

    /** The folder of its data. */
    public Path directory() {
        return started(directory);
    }

    public Admin admin() {
        return started(admin);
    }

    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    public void createTopic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
        await(admin().createTopics(List.of(topic)).all());
        await("the broker shows " + name, () -> isShown(name));
    }

    private boolean isShown(String topic) {
        try {
            return !await(admin().describeTopics(List.of(topic)).allTopicNames())
                    .isEmpty();
        } catch (UnknownTopicOrPartitionException notYet) {
            return false;
        }
    }

    /** Deletes the records of partition 0 below an offset. */
    public void deleteRecords(String topic, long beforeOffset) {
        await(admin().deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(beforeOffset)))
                .all());
    }

    /** Offset after the last in a partition, marks of transactions among them. */
    public long end(String topic, int partition) {
        return new PartitionOffsets(admin()).end(new TopicPartition(topic, partition));
    }

    /** Sends one record and waits until the broker has it. */
    public RecordMetadata produce(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return produce(List.of(new ProducerRecord<>(topic, key, value))).get(0);
    }

    /** Sends records in order and waits until the broker has them all. */
    public List<RecordMetadata> produce(Collection<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> sender = started(producer);
        return records.stream().map(sender::send).toList().stream()
                .map(TestBroker::await)
                .toList();
    }

    /** The first records of a topic from its beginning, committed ones only: at least so many; fails after a minute. */
    public List<ConsumerRecord<byte[], byte[]>> consume(String topic, int atLeast) {
        return consumeUntil(topic, records -> records.size() >= atLeast, TIMEOUT);
    }

    /**
     * Reads a topic from its beginning, committed records only, until the condition holds of all that was read.
     *
     * @throws AssertionError if it does not in time; the message tells what came
     */
    public List<ConsumerRecord<byte[], byte[]>> consumeUntil(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> condition, Duration timeout) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                clientSettings("isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!condition.test(records)) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new AssertionError("not within " + timeout + " on " + topic + "; " + records.size()
                            + " records came, the last: "
                            + (records.isEmpty() ? "none" : records.get(records.size() - 1)));
                }
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /** Waits for a condition that no client call can wait for, looking every 20 ms; fails after a minute. */
    public static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("not within " + TIMEOUT + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Waits at most a minute. */
    public static <T> T await(Future<T> future) {
        try {
            return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + TIMEOUT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void connect() {
        admin = Admin.create(clientSettings("client.id", "test-admin"));
        Map<String, Object> settings = clientSettings("max.request.size", 16 * 1024 * 1024);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void disconnect() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
        if (admin != null) {
            admin.close();
            admin = null;
        }
    }

    private Map<String, Object> clientSettings(String key, Object value) {
        return Map.of("bootstrap.servers", bootstrapServer(), key, value);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the test broker is not running");
        }
        return part;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

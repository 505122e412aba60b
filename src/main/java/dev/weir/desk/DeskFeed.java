package dev.weir.desk;

import dev.weir.topics.BoundedConsumer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the desk from Weir's topics and keeps it up with them, in a thread of its own. It reads all partitions, so any instance can
 * answer for all. If something fails it says so, goes on answering from what it has, and tries again.
 */
public final class DeskFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);
    /** A consumer goes on without a word when its Kafka is gone. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int RECORDS_PER_POLL = 5_000;

    private final DeskTopics topics;
    private final Map<String, Object> kafka;
    private final Path file;
    private final Duration retention;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "weir-desk");
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Desk desk;
    private volatile DeskStanding standing = new DeskStanding(DeskStanding.State.REBUILDING, 0, 0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private boolean isFailing;
    private @Nullable Filler filler;
    private long nextPruneMillis;
    private long lastHeardMillis;

    private DeskFeed(DeskTopics topics, Map<String, Object> kafka, Path file, Duration retention, Clock clock) {
        this.topics = topics;
        this.kafka = BoundedConsumer.patient(kafka);
        this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        this.file = file;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Starts to fill the desk; returns at once.
     *
     * @param kafka connection settings of any Kafka client
     * @param file where it is kept; made if missing, and anew if it is of another version
     * @param retention how long the topics keep what is on the desk
     */
    public static DeskFeed start(
            DeskTopics topics, Map<String, Object> kafka, Path file, Duration retention, Clock clock) {
        DeskFeed feed = new DeskFeed(topics, kafka, file, retention, clock);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    /** The desk; empty while it is filled from the start. */
    public Optional<Desk> desk() {
        return Optional.ofNullable(desk);
    }

    /** How far it is. */
    public DeskStanding standing() {
        return standing;
    }

    /** Has the watcher told, in the thread of the feed, after each change of the desk: it must be quick. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeDesk();
    }

    private void run() {
        do {
            try (Consumer<byte[], byte[]> opened = BoundedConsumer.ofStrangersBut(topics.modelLog(), kafka)) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("the desk is closed");
            } catch (KafkaException | SQLException | DeskException e) {
                failed(e);
            } finally {
                closeFiller();
            }
        } while (!isClosedWithin(REST_AFTER_FAILURE));
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws SQLException {
        List<TopicPartition> partitions = partitions(consumer);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        Filler open = open(ends);
        seek(consumer, partitions, open.places());
        if (desk == null) {
            open = fill(consumer, ends, open);
        }
        while (!isClosed()) {
            step(consumer, open, DeskStanding.State.LIVE);
            prune(open);
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics.all()) {
            consumer.partitionsFor(topic).forEach(part -> found.add(new TopicPartition(topic, part.partition())));
        }
        return found;
    }

    /** Where the topics end before the desk does, they are others than it was filled from. */
    private Filler open(Map<TopicPartition, Long> ends) throws SQLException {
        DeskFile deskFile = new DeskFile(file);
        if (deskFile.isWhole()) {
            Filler whole = new Filler(topics, deskFile.openToWrite(), true);
            filler = whole;
            if (whole.places().entrySet().stream()
                    .allMatch(place -> place.getValue() <= ends.getOrDefault(place.getKey(), 0L))) {
                publish();
                return whole;
            }
            whole.close();
            LOG.warn("the topics are not those that {} was filled from: it is made anew", file);
        }
        closeDesk();
        deskFile.delete();
        Connection connection = deskFile.openToFill();
        Schema.create(connection);
        connection.commit();
        Filler empty = new Filler(topics, connection, false);
        filler = empty;
        return empty;
    }

    private Filler fill(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Filler open)
            throws SQLException {
        long startMillis = clock.millis();
        while (!isClosed() && isBefore(consumer, ends)) {
            step(consumer, open, DeskStanding.State.REBUILDING);
        }
        if (isClosed()) {
            return open;
        }
        open.finish(Long.toString(startMillis, 36));
        open.close();
        Filler live = new Filler(topics, new DeskFile(file).openToWrite(), true);
        filler = live;
        publish();
        LOG.info("the desk was filled in {} ms", clock.millis() - startMillis);
        return live;
    }

    private static boolean isBefore(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private static void seek(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> places) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(beginning, places.getOrDefault(partition, 0L)));
        }
    }

    private void step(Consumer<byte[], byte[]> consumer, Filler open, DeskStanding.State state) throws SQLException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            Map<TopicPartition, Long> next = new HashMap<>();
            Set<TopicPartition> read = new HashSet<>(records.partitions());
            read.forEach(partition -> next.put(partition, consumer.position(partition)));
            open.take(records, next);
            watchers.forEach(Runnable::run);
            lastHeardMillis = clock.millis();
        } else if (open.forgetBytes()) {
            LOG.info("no byte of a host that was forgotten is left on the desk");
        } else if (clock.millis() - lastHeardMillis >= ASK_EVERY.toMillis()) {
            consumer.endOffsets(consumer.assignment(), ANSWER_WITHIN);
            lastHeardMillis = clock.millis();
        }
        long behind = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
        standing = new DeskStanding(state, behind, lastHeardMillis);
        isFailing = false;
    }

    private void prune(Filler open) throws SQLException {
        long now = clock.millis();
        if (now >= nextPruneMillis) {
            boolean more = open.prune(now, retention);
            nextPruneMillis = more ? now : now + PRUNE_EVERY.toMillis();
        }
    }

    private void publish() throws SQLException {
        if (desk == null) {
            desk = new Desk(file);
        }
    }

    private void closeDesk() {
        Desk open = desk;
        desk = null;
        if (open != null) {
            open.close();
        }
    }

    private void failed(Exception e) {
        if (!isFailing) {
            LOG.warn("the desk cannot follow the topics, and tries again: {}", e.toString());
        }
        isFailing = true;
        DeskStanding last = standing;
        standing = new DeskStanding(
                desk == null ? DeskStanding.State.REBUILDING : DeskStanding.State.CUT_OFF,
                last.behind(),
                last.asOfMillis());
    }

    private void closeFiller() {
        Filler open = filler;
        filler = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            LOG.debug("the desk's file did not close", e);
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

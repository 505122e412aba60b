package dev.weir.service.output;

import dev.weir.sharing.sink.Message;
import dev.weir.sharing.sink.Sink;
import dev.weir.topics.BoundedConsumer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the records of the topics of alerts and responses, at least once: the place in the topics is kept in a consumer group of
 * its own, and moves when all receivers have what was read. A receiver that does not answer is asked again, after one second at first
 * and a minute at most; meanwhile nothing is lost for as long as the topics keep it. Instances share the work.
 */
public final class OutputFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 500;
    /** So often the client looks whether a heartbeat is due; it takes the pause between two tries for that. */
    private static final int HEARTBEAT_LOOK_MILLIS = 500;

    private final Function<byte @Nullable [], Optional<Message>> translator;
    private final List<Sink> sinks;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final List<String> topics;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final FeedThread thread;

    private OutputFeed(
            Map<String, Object> kafka,
            List<String> topics,
            String group,
            Function<byte @Nullable [], Optional<Message>> translator,
            List<Sink> sinks) {
        this.topics = List.copyOf(topics);
        this.translator = translator;
        this.sinks = List.copyOf(sinks);
        Map<String, Object> settings = BoundedConsumer.patient(kafka);
        settings.putIfAbsent(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, HEARTBEAT_LOOK_MILLIS);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        this.consumers = () -> BoundedConsumer.ofStrangers(settings);
        this.thread = new FeedThread("outputs", this::run);
    }

    /**
     * Starts to deliver from where the group stands, at first from the beginning of the topics.
     *
     * @param translator makes the message of a record; empty for one that is passed over
     */
    static OutputFeed start(
            Map<String, Object> kafka,
            List<String> topics,
            String group,
            Function<byte @Nullable [], Optional<Message>> translator,
            List<Sink> sinks) {
        OutputFeed feed = new OutputFeed(kafka, topics, group, translator, sinks);
        feed.thread.start();
        return feed;
    }

    /** Messages that all receivers have, since the start. */
    public long delivered() {
        return delivered.get();
    }

    /** Messages that a receiver refused for what they are. */
    public long refused() {
        return refused.get();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!thread.isClosedWithin(Duration.ZERO)) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.subscribe(topics);
                while (!thread.isClosedWithin(Duration.ZERO)) {
                    step(consumer);
                    pause = FIRST_PAUSE;
                }
                consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("outputs cannot follow the topics, and try again: {}", e.toString());
                if (thread.isClosedWithin(pause)) {
                    return;
                }
                pause = FeedThread.longer(pause, LONGEST_PAUSE);
            }
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<Message> messages = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            translator.apply(record.value()).ifPresent(messages::add);
        }
        for (Sink sink : sinks) {
            if (!messages.isEmpty() && !deliver(sink, messages, consumer)) {
                return;
            }
        }
        consumer.commitSync();
        delivered.addAndGet(messages.size());
    }

    /** Tries until the receiver has the messages; false if the feed was closed before. */
    private boolean deliver(Sink sink, List<Message> messages, Consumer<byte[], byte[]> consumer) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                int never = sink.deliver(messages);
                if (never > 0) {
                    refused.addAndGet(never);
                    LOG.warn("{} refuses {} of {} messages for good", sink.name(), never, messages.size());
                }
                return true;
            } catch (IOException e) {
                LOG.warn("{} messages wait, next try in {} s: {}", messages.size(), pause.toSeconds(), e.getMessage());
            }
            if (thread.isClosedWithin(Duration.ZERO) || !stays(consumer, pause)) {
                return false;
            }
            pause = FeedThread.longer(pause, LONGEST_PAUSE);
        }
    }

    /** Waits and stays in the group; what others have by then they deliver too. */
    private boolean stays(Consumer<byte[], byte[]> consumer, Duration pause) {
        consumer.pause(consumer.assignment());
        boolean isClosed = thread.isClosedWithin(pause);
        Set<TopicPartition> before = new HashSet<>(consumer.paused());
        consumer.poll(Duration.ZERO);
        boolean isMine = consumer.assignment().equals(before);
        consumer.resume(consumer.paused());
        if (!isMine) {
            throw new KafkaException("partitions were given to others while messages waited");
        }
        return !isClosed;
    }

    @Override
    public void close() {
        thread.close();
        sinks.forEach(Sink::close);
    }
}

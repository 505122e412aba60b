package dev.weir.detector.responses;

import dev.weir.topics.BoundedConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a sample of the scored flows to a {@link NetworkSample}: at most some thousands a second, the latest where there are more. */
final class NetworkWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkWatch.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long REST_MILLIS = 250;
    /** From so far back it begins, and goes on if it is further behind than that. */
    private static final long MOST_BEHIND = 20_000;

    private final Map<String, Object> kafka;
    private final String topic;
    private final NetworkSample sample;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "weir-network-watch");
    private volatile boolean closed;

    NetworkWatch(Map<String, Object> kafka, String topic, NetworkSample sample, Clock clock) {
        this.kafka = BoundedConsumer.patient(kafka);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.topic = topic;
        this.sample = sample;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = BoundedConsumer.ofStrangers(kafka)) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!closed) {
                    skipToTheLatest(consumer, partitions);
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(REST_MILLIS))) {
                        if (record.value() != null) {
                            sample.see(record.value(), clock.instant());
                        }
                    }
                    rest();
                }
            } catch (RuntimeException e) {
                LOG.debug("watching the network failed, and starts again", e);
                rest();
            }
        }
    }

    /** By what the last answer of the broker told, since it is to cost nothing where nothing comes. */
    private static void skipToTheLatest(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long behind = consumer.currentLag(partition).orElse(0);
            if (behind > MOST_BEHIND) {
                consumer.seek(partition, consumer.position(partition) + behind - MOST_BEHIND);
            }
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.weir.torture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records from a thread of its own, never gives up, and never sends one twice. */
final class Sender {
    private static final Duration LAST_WORDS = Duration.ofSeconds(60);

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile @Nullable Exception failure;
    private volatile boolean isOver;

    /** @param work what the thread does until {@link #isOver} */
    Sender(String name, String bootstrapServer, Runnable work) {
        this.name = name;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServer,
                        "enable.idempotence",
                        true,
                        "acks",
                        "all",
                        "delivery.timeout.ms",
                        600_000,
                        "max.block.ms",
                        600_000,
                        "compression.type",
                        "zstd",
                        "max.request.size",
                        16 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = new Thread(() -> work(work), "torture-" + name);
    }

    private void work(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    void start() {
        thread.start();
    }

    boolean isOver() {
        return isOver;
    }

    /** What becomes of it, the callback hears. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, error) -> {
            if (error == null) {
                acknowledged.incrementAndGet();
            } else {
                failure = error;
            }
        });
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Ends the work, and waits until the broker has everything. */
    void finish() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(LAST_WORDS);
        Exception failed = failure;
        if (failed != null) {
            throw new TortureException("the " + name + " failed, so the run says nothing", failed);
        }
    }
}

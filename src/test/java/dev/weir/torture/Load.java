package dev.weir.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends flows at a steady rate, whatever happens to the broker, and poison between them. */
final class Load implements AutoCloseable {
    /** Header of a flow that is one, with its id. Nothing else has it. */
    static final String ID_HEADER = "torture-id";

    private static final Duration TICK = Duration.ofMillis(50);
    private static final int HOSTS = 300;
    private static final long FIRST_SECOND = 1_700_000_000;

    private final String topic;
    private final int flowsPerSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::run, "torture-load");
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile @Nullable Exception failure;
    private volatile boolean isOver;

    Load(String bootstrapServer, String topic, int flowsPerSecond) {
        this.topic = topic;
        this.flowsPerSecond = flowsPerSecond;
        this.producer = new KafkaProducer<>(
                patientProducer(bootstrapServer), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Never gives up, and never sends twice. */
    static Map<String, Object> patientProducer(String bootstrapServer) {
        return Map.of(
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
                "max.request.size",
                16 * 1024 * 1024);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long number = 0;
        long startNanos = System.nanoTime();
        while (!isOver) {
            long due = (System.nanoTime() - startNanos) * flowsPerSecond / 1_000_000_000L;
            while (number < due && !isOver) {
                send(number++);
            }
            Patience.sleep(TICK);
        }
    }

    private void send(long number) {
        String id = "f" + number;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                null,
                null,
                flow(id, number).getBytes(StandardCharsets.UTF_8),
                List.of(new RecordHeader(ID_HEADER, id.getBytes(StandardCharsets.US_ASCII))));
        sendAndCount(record);
    }

    /** Sends a burst of records that are no flows, or flows that mean harm. */
    int poison(long luck) {
        List<byte[]> poison = Poison.burst(luck);
        poison.forEach(value -> sendAndCount(new ProducerRecord<>(topic, null, value)));
        return poison.size();
    }

    /** What becomes of it, the callback hears. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendAndCount(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, error) -> {
            if (error == null) {
                acknowledged.incrementAndGet();
            } else {
                failure = error;
            }
        });
    }

    /** Every fourth flow is part of a scan. */
    static boolean isScan(long number) {
        return number % 4 == 0;
    }

    private String flow(String id, long number) {
        boolean scan = isScan(number);
        return String.format(
                Locale.ROOT,
                "{\"ts\":%d.25,\"id\":\"%s\",\"src_ip\":\"10.0.%d.%d\",\"src_port\":%d,\"dst_ip\":\"10.1.0.%d\","
                        + "\"dst_port\":%d,\"proto\":\"tcp\",\"duration\":%s,\"src_bytes\":%d,\"dst_bytes\":%d,"
                        + "\"src_packets\":%d,\"dst_packets\":%d,\"state\":\"%s\"}",
                FIRST_SECOND + number / flowsPerSecond,
                id,
                scan ? 99 : number % HOSTS / 100,
                scan ? number % 3 : number % 100,
                40_000 + number % 1000,
                number % 11,
                scan ? number % 1024 : 443,
                scan ? "0.001" : "1.5",
                scan ? 0 : 900 + number % 50,
                scan ? 0 : 15_000 + number % 90,
                scan ? 1 : 12,
                scan ? 0 : 15,
                scan ? "S0" : "SF");
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Stops sending, and waits until the broker has everything. */
    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(60));
        Exception failed = failure;
        if (failed != null) {
            throw new TortureException("the load could not be sent, so the run says nothing", failed);
        }
    }
}

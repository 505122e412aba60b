package dev.weir.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Sends flows at a steady rate, whatever happens to the broker, and poison between them. */
final class Load implements AutoCloseable {
    /** Header of a flow that is one, with its id. Nothing else has it. */
    static final String ID_HEADER = "torture-id";

    private static final Duration TICK = Duration.ofMillis(50);
    private static final int HOSTS = 300;
    private static final long FIRST_SECOND = 1_700_000_000;

    private final String topic;
    private final int flowsPerSecond;
    private final Sender sender;

    Load(String bootstrapServer, String topic, int flowsPerSecond) {
        this.topic = topic;
        this.flowsPerSecond = flowsPerSecond;
        this.sender = new Sender("load", bootstrapServer, this::run);
    }

    void start() {
        sender.start();
    }

    private void run() {
        long number = 0;
        long startNanos = System.nanoTime();
        while (!sender.isOver()) {
            long due = (System.nanoTime() - startNanos) * flowsPerSecond / 1_000_000_000L;
            while (number < due && !sender.isOver()) {
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
        sender.send(record);
    }

    /** Sends a burst of records that are no flows, or flows that mean harm. */
    int poison(long luck) {
        List<byte[]> poison = Poison.burst(luck);
        poison.forEach(value -> sender.send(new ProducerRecord<>(topic, null, value)));
        return poison.size();
    }

    /** Sends records as they are. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(sender::send);
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
        return sender.acknowledged();
    }

    /** Stops sending, and waits until the broker has everything. */
    @Override
    public void close() {
        sender.finish();
    }
}

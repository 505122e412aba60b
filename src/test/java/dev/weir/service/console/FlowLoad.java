package dev.weir.service.console;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends flows at a steady rate until it is closed. */
final class FlowLoad implements AutoCloseable {
    private static final Pattern SCORED = Pattern.compile("\"flows_scored\":(\\d+)");
    private static final long SLICE_NANOS = 10_000_000;

    private final ConsoleDetector detector;
    private final CompletableFuture<Void> sending;
    private final long startNanos = System.nanoTime();
    private final long scoredBefore;
    private volatile boolean isClosed;
    private final AtomicLong sent = new AtomicLong();

    private FlowLoad(ConsoleDetector detector, List<byte[]> flows, int perSecond) {
        this.detector = detector;
        this.scoredBefore = scored();
        this.sending = CompletableFuture.runAsync(() -> send(flows, perSecond));
    }

    static FlowLoad start(ConsoleDetector detector, List<byte[]> flows, int perSecond) {
        return new FlowLoad(detector, flows, perSecond);
    }

    private void send(List<byte[]> flows, int perSecond) {
        try (KafkaProducer<byte[], byte[]> producer = detector.producer()) {
            while (!isClosed) {
                long due = (System.nanoTime() - startNanos) * perSecond / 1_000_000_000L;
                for (long at = sent.get(); at < due; at = sent.incrementAndGet()) {
                    Future<?> unused = producer.send(
                            new ProducerRecord<>(detector.flowsTopic(), null, flows.get((int) (at % flows.size()))));
                }
                LockSupport.parkNanos(SLICE_NANOS);
            }
        }
    }

    long sentPerSecond() {
        return perSecond(sent.get());
    }

    long scoredPerSecond() {
        return perSecond(scored() - scoredBefore);
    }

    private long perSecond(long count) {
        return count * 1_000_000_000L / (System.nanoTime() - startNanos);
    }

    private long scored() {
        Matcher matcher = SCORED.matcher(detector.ask("GET", "/status?digest=false", ""));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        isClosed = true;
        sending.join();
    }
}

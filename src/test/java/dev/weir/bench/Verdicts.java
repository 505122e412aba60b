package dev.weir.bench;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An analyst who gives the true verdict on one flow after the other, at a steady pace, in a thread of its own. */
final class Verdicts implements AutoCloseable {
    private final List<ZeekFlows.ZeekFlow> flows;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int perSecond;
    private final long[] sentNanos;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "verdicts");
    private volatile int given;

    /** @param lingerMillis how long verdicts wait for others to be sent with */
    Verdicts(Rig rig, List<ZeekFlows.ZeekFlow> flows, int perSecond, int lingerMillis) {
        this.flows = flows;
        this.producer = rig.producer(lingerMillis);
        this.topic = rig.settings("detector").topics().names().feedback();
        this.perSecond = perSecond;
        this.sentNanos = new long[flows.size()];
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many were given so far. */
    int given() {
        return given;
    }

    /** When each was given, by {@link System#nanoTime}. */
    long sentNanos(int verdict) {
        return sentNanos[verdict];
    }

    private void run() {
        long startNanos = System.nanoTime();
        for (int i = 0; i < flows.size() && !stopped.get(); i++) {
            long dueNanos = startNanos + i * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(dueNanos - System.nanoTime());
            ZeekFlows.ZeekFlow flow = flows.get(i);
            Verdict verdict = flow.malicious() ? Verdict.MALICIOUS : Verdict.BENIGN;
            sentNanos[i] = System.nanoTime();
            byte[] value =
                    FeedbackReader.write(new Feedback(new FlowId(flow.id()), verdict, null, "ann" + i / 5_000, null));
            Rig.send(producer, new ProducerRecord<>(topic, value));
            given = i + 1;
        }
    }

    /** Gives no more. */
    void stop() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    @Override
    public void close() {
        stop();
        producer.close();
    }
}

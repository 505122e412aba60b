package dev.weir.stream;

import dev.weir.wire.KeptFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps scored flows by id until their time for a verdict is over.
 *
 * <p>What is expired is found by a walk through the store that never ends: a bounded stretch every few seconds, so that
 * no flow ever waits for it. A flow may thus outlive its time in the store; whether it can be taught is decided by its
 * time alone.
 */
public final class KeepProcessor implements Processor<String, byte[], Void, Void> {
    public static final String SCORED_STORE = "scored-flows";

    /** When the flow was scored that was read last, for those who wait for one; in memory, since it is of now. */
    static final String READ_UNTIL_STORE = "scored-read-until";

    private static final String ONLY_KEY = "until";
    private static final Duration WALK_EVERY = Duration.ofSeconds(10);
    private static final int FLOWS_PER_WALK = 50_000;

    private final long retentionMillis;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> scoredFlows;
    private KeyValueStore<String, Long> readUntil;
    private @Nullable String walkFrom;
    private long lastMillis;

    KeepProcessor(Duration retention) {
        this.retentionMillis = retention.toMillis();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.scoredFlows = context.getStateStore(SCORED_STORE);
        this.readUntil = context.getStateStore(READ_UNTIL_STORE);
        // The same instance begins anew where its task was closed over trouble.
        this.lastMillis = Long.MIN_VALUE;
        this.walkFrom = null;
        context.schedule(WALK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forgetSomeExpired);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() != null) {
            keep(record.key(), record);
        }
        if (record.timestamp() != lastMillis) {
            lastMillis = record.timestamp();
            readUntil.put(ONLY_KEY, lastMillis);
        }
    }

    /** The first flow of an id stays, until its time is over: it is the one that people saw and give a verdict on. */
    private void keep(String id, Record<String, byte @Nullable []> scored) {
        if (scored.value() == null) {
            scoredFlows.delete(id);
            return;
        }
        byte[] first = scoredFlows.get(id);
        if (first == null || isExpired(first, context.currentSystemTimeMs())) {
            scoredFlows.put(id, KeptFlow.ofRecord(scored.headers(), scored.value()));
        }
    }

    /** What stands in that store; the least time there is if nothing was read yet. */
    static long readUntil(KeyValueStore<String, Long> store) {
        Long millis = store.get(ONLY_KEY);
        return millis == null ? Long.MIN_VALUE : millis;
    }

    private void forgetSomeExpired(long nowMillis) {
        List<String> expired = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> flows = scoredFlows.range(walkFrom, null)) {
            for (int seen = 0; seen < FLOWS_PER_WALK && flows.hasNext(); seen++) {
                KeyValue<String, byte[]> flow = flows.next();
                if (isExpired(flow.value, nowMillis)) {
                    expired.add(flow.key);
                }
            }
            walkFrom = flows.hasNext() ? flows.peekNextKey() : null;
        }
        expired.forEach(scoredFlows::delete);
    }

    private boolean isExpired(byte[] scored, long nowMillis) {
        return nowMillis - KeptFlow.scoredAtMillis(scored) > retentionMillis;
    }
}

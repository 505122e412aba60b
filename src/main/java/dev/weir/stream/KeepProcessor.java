package dev.weir.stream;

import dev.weir.stream.store.KeptFlowStore;
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
 * <p>What is expired is found by walks through the store, a short stretch at a time, so that no flow ever waits for it. A walk
 * goes twice as fast as flows come, or the store would grow without end; the next begins when what was oldest on the last is
 * over. A flow may thus outlive its time in the store; whether it can be taught is decided by its time alone.
 */
final class KeepProcessor implements Processor<String, byte[], Void, Void> {
    /** When the flow was scored that was read last, for those who wait for one; in memory, since it is of now. */
    static final String READ_UNTIL_STORE = "scored-read-until";

    private static final String ONLY_KEY = "until";
    private static final Duration WALK_EVERY = Duration.ofMillis(250);
    private static final int LEAST_FLOWS_PER_STRETCH = 1_000;
    private static final int SEEN_FOR_EACH_KEPT = 2;

    private final long retentionMillis;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> scoredFlows;
    private KeyValueStore<String, Long> readUntil;
    private @Nullable String walkFrom;
    private boolean isWalking;
    private int keptSinceStretch;
    private long nextWalkMillis;
    private long lastMillis;

    KeepProcessor(Duration retention) {
        this.retentionMillis = retention.toMillis();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.scoredFlows = context.getStateStore(KeptFlowStore.NAME);
        this.readUntil = context.getStateStore(READ_UNTIL_STORE);
        // The same instance begins anew where its task was closed over trouble.
        this.lastMillis = Long.MIN_VALUE;
        this.walkFrom = null;
        this.isWalking = false;
        this.nextWalkMillis = Long.MIN_VALUE;
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

    /**
     * Verdicts on an id find its first flow, until the time of that is over: it is the one that people saw. Others of the same id
     * rest behind it.
     */
    private void keep(String id, Record<String, byte @Nullable []> scored) {
        if (scored.value() == null) {
            scoredFlows.delete(id);
            return;
        }
        byte[] kept = KeptFlow.ofRecord(scored.headers(), scored.value());
        scoredFlows.put(
                KeptFlowStore.key(id, context.recordMetadata().orElseThrow().offset()), kept);
        keptSinceStretch++;
        walkWhenOver(KeptFlow.scoredAtMillis(kept));
    }

    /** What stands in that store; the least time there is if nothing was read yet. */
    static long readUntil(KeyValueStore<String, Long> store) {
        Long millis = store.get(ONLY_KEY);
        return millis == null ? Long.MIN_VALUE : millis;
    }

    private void forgetSomeExpired(long nowMillis) {
        int most = Math.max(LEAST_FLOWS_PER_STRETCH, SEEN_FOR_EACH_KEPT * keptSinceStretch);
        keptSinceStretch = 0;
        if (!isWalking && nowMillis < nextWalkMillis) {
            return;
        }
        if (!isWalking) {
            nextWalkMillis = Long.MAX_VALUE;
        }
        walk(most, nowMillis);
        isWalking = walkFrom != null;
    }

    private void walkWhenOver(long scoredAtMillis) {
        nextWalkMillis = Math.min(nextWalkMillis, scoredAtMillis + retentionMillis + 1);
    }

    private void walk(int most, long nowMillis) {
        List<String> expired = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> flows = scoredFlows.range(walkFrom, null)) {
            for (int seen = 0; seen < most && flows.hasNext(); seen++) {
                KeyValue<String, byte[]> flow = flows.next();
                if (isExpired(flow.value, nowMillis)) {
                    expired.add(flow.key);
                } else {
                    walkWhenOver(KeptFlow.scoredAtMillis(flow.value));
                }
            }
            walkFrom = flows.hasNext() ? flows.peekNextKey() : null;
        }
        expired.forEach(key -> scoredFlows.put(key, null));
    }

    private boolean isExpired(byte[] scored, long nowMillis) {
        return nowMillis - KeptFlow.scoredAtMillis(scored) > retentionMillis;
    }
}

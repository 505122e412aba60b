package dev.weir.stream;

import dev.weir.flow.Flow;
import dev.weir.ingest.stitch.Half;
import dev.weir.ingest.stitch.Stitcher;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.ProcessMeter;
import dev.weir.stream.store.StoredHalves;
import dev.weir.stream.store.StoredHalves.Origin;
import dev.weir.wire.FlowCodec.IdentifiedFlow;
import dev.weir.wire.OneWayFlow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Joins records of one direction into flows, between the first and the second stage. What waits is in a store with what was read
 * of its topic, so that after a crash each direction is in one flow all the same. A flow has id and mark of its client's record.
 */
final class StitchProcessor implements Processor<byte[], OneWayFlow, byte[], IdentifiedFlow> {
    static final String STORE = "one-way-flows";
    static final String COMMITS_STORE = "stitch-commits";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long MICROS_PER_MILLISECOND = 1_000;

    private final Duration window;
    private final ProcessMeter measures;
    private ProcessorContext<byte[], IdentifiedFlow> context;
    private Stitcher<Origin> stitcher;
    private StoredCounts counts;
    private Commits commits;

    /** @param window how long a direction waits for the other */
    StitchProcessor(Duration window, ProcessMeter measures) {
        this.window = window;
        this.measures = measures;
    }

    @Override
    public void init(ProcessorContext<byte[], IdentifiedFlow> context) {
        this.context = context;
        this.counts = new StoredCounts(context.getStateStore(StoredCounts.STITCH_STORE), measures);
        this.stitcher = new Stitcher<>(window, Stitcher.MOST_WAITING, this::forward);
        StoredHalves stored = new StoredHalves(context.getStateStore(STORE));
        stored.load(stitcher, context.currentSystemTimeMs());
        this.commits = Commits.of(context, COMMITS_STORE, () -> {
            counts.save();
            stored.save(stitcher);
        });
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, stitcher::letGoOf);
    }

    @Override
    public void process(Record<byte[], OneWayFlow> record) {
        IdentifiedFlow arrived = record.value().arrived();
        Origin origin = new Origin(arrived.id(), record.timestamp(), ReplayMark.bytes(record.headers()));
        long nowMillis = context.currentSystemTimeMs();
        stitcher.take(
                new Half<>(arrived.flow(), record.value().tcpFlags(), origin),
                Arrival.millis(record, nowMillis) * MICROS_PER_MILLISECOND,
                nowMillis);
        commits.note(record.timestamp());
    }

    private void forward(Flow flow, Origin client, @Nullable Origin server) {
        if (server != null) {
            counts.add(CountNames.FLOWS_JOINED);
        }
        long timestamp = server == null ? client.timestamp() : Math.max(client.timestamp(), server.timestamp());
        byte[] source = flow.source().text().getBytes(StandardCharsets.US_ASCII);
        context.forward(new Record<>(
                source, new IdentifiedFlow(client.id(), flow), timestamp, ReplayMark.ofBytes(client.replayMark())));
        commits.note(timestamp);
    }
}

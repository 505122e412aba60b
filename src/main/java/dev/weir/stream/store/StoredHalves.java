package dev.weir.stream.store;

import dev.weir.flow.FlowId;
import dev.weir.ingest.stitch.Half;
import dev.weir.ingest.stitch.Stitcher;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.FlowCodec.IdentifiedFlow;
import dev.weir.wire.OneWayFlow;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directions of flows that wait for the other, in a store of the stream. Most find it before the next commit and never come here.
 */
public final class StoredHalves {
    private static final Logger LOG = LoggerFactory.getLogger(StoredHalves.class);

    private final KeyValueStore<String, byte[]> store;
    private final FlowCodec codec = new FlowCodec();

    /**
     * Where a direction came from.
     *
     * @param id of its flow, if it goes on alone
     * @param timestamp of its record
     * @param replayMark value of the header that says that it came from a file; empty if it did not
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Origin(FlowId id, long timestamp, byte[] replayMark) {}

    public StoredHalves(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Has all that waited before wait again, from now on. */
    public void load(Stitcher<Origin> stitcher, long clockMillis) {
        List<String> foreign = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                try {
                    restore(entry, stitcher, clockMillis);
                } catch (IllegalArgumentException | BufferUnderflowException e) {
                    foreign.add(entry.key);
                }
            }
        }
        if (!foreign.isEmpty()) {
            LOG.warn("{} one-way flows of another release waited for their other direction: left out", foreign.size());
            foreign.forEach(store::delete);
        }
    }

    private void restore(KeyValue<String, byte[]> entry, Stitcher<Origin> stitcher, long clockMillis) {
        ByteBuffer in = ByteBuffer.wrap(entry.value);
        long sinceMicros = in.getLong();
        long timestamp = in.getLong();
        byte[] mark = new byte[in.get() & 0xff];
        in.get(mark);
        OneWayFlow flow = OneWayFlow.read(in, codec);
        Origin origin = new Origin(flow.arrived().id(), timestamp, mark);
        stitcher.restore(
                Long.parseLong(entry.key, 16),
                sinceMicros,
                new Half<>(flow.arrived().flow(), flow.tcpFlags(), origin),
                clockMillis);
    }

    /** To be called before each commit. */
    public void save(Stitcher<Origin> stitcher) {
        stitcher.save(
                (number, sinceMicros, half) -> store.put(key(number), bytes(sinceMicros, half)),
                number -> store.delete(key(number)));
    }

    private byte[] bytes(long sinceMicros, Half<Origin> half) {
        Origin origin = half.what();
        byte[] flow = new OneWayFlow(new IdentifiedFlow(origin.id(), half.flow()), half.tcpFlags()).write(codec);
        return ByteBuffer.allocate(2 * Long.BYTES + 1 + origin.replayMark().length + flow.length)
                .putLong(sinceMicros)
                .putLong(origin.timestamp())
                .put((byte) origin.replayMark().length)
                .put(origin.replayMark())
                .put(flow)
                .array();
    }

    /** In the order of the numbers. */
    private static String key(long number) {
        return String.format(Locale.ROOT, "%016x", number);
    }
}

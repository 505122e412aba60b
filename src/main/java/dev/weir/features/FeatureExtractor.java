package dev.weir.features;

import dev.weir.flow.Flow;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Turns flows, in the order of the stream, into feature vectors: first the flow is taken into the behaviour of its two hosts,
 * then every column is filled. Out come numbers only, nothing read from an address but whether it names a group of hosts, and
 * nothing of any label.
 *
 * <p>The behaviour of hosts lives in the {@link HostStates} given, at most 800 bytes each; the rest of what is remembered is
 * small and shared by all hosts of a task: {@link #saveShared}. Not thread-safe: one extractor per task.
 */
public final class FeatureExtractor {
    private static final byte SHARED_VERSION = 2;
    private static final int SOURCE_PEERS_BYTES = 128;
    private static final int DESTINATION_PEERS_BYTES = 256;

    private final HostStates sources;
    private final HostStates destinations;
    private final FeatureSchema schema;
    private final FlowShape shape;
    private final HostBehaviour sourceBehaviour;
    private final HostBehaviour destinationBehaviour;
    private final PairBehaviour pairBehaviour;
    private final Suspicion suspicion;
    private final RarityDetector rarity;
    private final int anomaly;

    private final StreamClock clock = new StreamClock();
    private final FlowMeasures measures = new FlowMeasures();
    private final PackedState source = new PackedState();
    private final PackedState destination = new PackedState();
    private long flows;

    public FeatureExtractor(FeatureSettings settings, HostStates sources, HostStates destinations) {
        this.sources = sources;
        this.destinations = destinations;
        ColumnList columns = new ColumnList();
        shape = new FlowShape(columns);
        sourceBehaviour = new HostBehaviour("src", SOURCE_PEERS_BYTES, 1, columns);
        destinationBehaviour = new HostBehaviour("dst", DESTINATION_PEERS_BYTES, settings.partitions(), columns);
        pairBehaviour = new PairBehaviour(sourceBehaviour.end(), columns);
        suspicion = new Suspicion(columns.schema(), columns);
        anomaly = columns.numeric("anomaly", "How unusual the flow is among all recent flows, 0 to 1, high = threat.");
        schema = columns.schema();
        rarity = RarityColumns.detector(schema, settings.anomalyMemoryFlows());
    }

    /** The columns that an extractor with these settings fills. */
    public static FeatureSchema schemaOf(FeatureSettings settings) {
        return new FeatureExtractor(settings, new HeapHostStates(1), new HeapHostStates(1)).schema();
    }

    /** The columns, in the order in which they are filled. */
    public FeatureSchema schema() {
        return schema;
    }

    /** Takes the flow into the behaviour of its hosts and fills every column of the vector, which must have {@link #schema}. */
    public void extract(Flow flow, FeatureVector out) {
        out.clear();
        long nowMicros = clock.observe(flow.timestampMicros(), endMicros(flow));
        long streamMicros = clock.nowMicros();
        long number = Numbers.mix(++flows, nowMicros);
        String sourceText = flow.source().text();
        String destinationText = flow.destination().text();
        source.open(sources.get(sourceText), pairBehaviour.end(), number, nowMicros);
        destination.open(destinations.get(destinationText), destinationBehaviour.end(), number, nowMicros);
        long sourceNumber = source.getLong(PackedState.NUMBER_AT);
        long destinationNumber = destination.getLong(PackedState.NUMBER_AT);

        measures.read(flow);
        shape.fill(flow, measures, out);
        boolean newPeer = sourceBehaviour.update(source, measures, destinationNumber, nowMicros, streamMicros, out);
        destinationBehaviour.update(destination, measures, sourceNumber, nowMicros, streamMicros, out);
        pairBehaviour.update(source, measures, destinationNumber, newPeer, nowMicros, streamMicros, out);
        double unusual = rarity.observe(out);
        out.set(anomaly, unusual);
        suspicion.fill(measures, unusual, out);
        sources.put(sourceText, source.bytes());
        destinations.put(destinationText, destination.bytes());
    }

    private static long endMicros(Flow flow) {
        double micros = flow.durationSeconds() * 1e6;
        boolean isLasting = micros > 0;
        return flow.timestampMicros() + (isLasting ? (long) Math.min(micros, (double) Flow.MAX_TIMESTAMP_MICROS) : 0);
    }

    /** What is remembered beside the hosts, a few kilobytes: stream time and what is usual. Load it before the next flow. */
    public byte[] saveShared() {
        ByteBuffer buffer = ByteBuffer.allocate(sharedBytes());
        buffer.put(SHARED_VERSION).putLong(flows);
        clock.save(buffer);
        rarity.save(buffer);
        buffer.putInt(checksum(buffer.array()));
        return buffer.array();
    }

    /** @throws IllegalArgumentException if the bytes are damaged or of another version; nothing is changed then */
    public void loadShared(byte[] bytes) {
        if (bytes.length != sharedBytes() || bytes[0] != SHARED_VERSION) {
            throw new IllegalArgumentException("shared feature state must be version " + SHARED_VERSION + " with "
                    + sharedBytes() + " bytes, got " + bytes.length + " bytes; start without it");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
            throw new IllegalArgumentException("shared feature state is damaged (checksum); start without it");
        }
        buffer.get();
        flows = buffer.getLong();
        clock.load(buffer);
        rarity.load(buffer);
    }

    private int sharedBytes() {
        return 1 + Long.BYTES + StreamClock.BYTES + rarity.stateBytes() + Integer.BYTES;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}

package dev.weir.wire;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.FlowId;
import dev.weir.fold.calibration.DrawnFlows;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict needs of a scored flow. It travels as bytes in a header of the record, beside JSON that people read, and is
 * kept for the verdict as it travels. Records and stores of before have other forms, which are still read: JSON with the
 * {@linkplain FeatureNumbers features} in it, and these features alone.
 *
 * @param scoredAtMillis when it was scored
 * @param form of its features, for people
 * @param flow as it was scored; null if another release scored it, or a stranger wrote it
 * @param score that it had; null if chance did not draw the flow
 */
public record KeptFlow(
        long scoredAtMillis,
        String form,
        @Nullable PackedFlow flow,
        @Nullable Double score) {
    /** The header of a record of the scored topic. */
    public static final String HEADER = "weir.features";

    /** The form of before: the time, the schema and the feature vector. */
    private static final byte NUMBERS = 1;
    /**
     * The time and the packed flow. Neither JSON begins so, nor a value as Kafka Streams restores it with its headers,
     * whose first byte is even or above 127.
     */
    private static final byte PACKED = 3;

    /** The same of a {@linkplain DrawnFlows drawn} flow, with its score between time and flow. */
    private static final byte DRAWN = 5;

    private static final int HEAD_BYTES = 1 + Long.BYTES;
    private static final int DRAWN_HEAD_BYTES = HEAD_BYTES + Double.BYTES;

    /** The headers of a record of the scored topic. */
    public static Headers headers(FlowId id, long scoredAtMillis, double score, PackedFlow flow) {
        byte[] packed = flow.bytes();
        boolean isDrawn = DrawnFlows.contains(id);
        ByteBuffer value = ByteBuffer.allocate((isDrawn ? DRAWN_HEAD_BYTES : HEAD_BYTES) + packed.length);
        value.put(isDrawn ? DRAWN : PACKED).putLong(scoredAtMillis);
        if (isDrawn) {
            value.putDouble(score);
        }
        return headers(value.put(packed).array());
    }

    private static Headers headers(byte[] value) {
        return new RecordHeaders(new Header[] {new RecordHeader(HEADER, value)});
    }

    /** What is to be kept of a record: the form that travels with it, or else the whole, since only a verdict asks what it is. */
    public static byte[] ofRecord(Headers headers, byte[] value) {
        Header header = headers.lastHeader(HEADER);
        return header != null && isPacked(header.value()) ? header.value() : value;
    }

    /** When a flow was scored; 0, long ago, if what was kept is none. */
    public static long scoredAtMillis(byte[] kept) {
        if (kept.length >= HEAD_BYTES && (isPacked(kept) || kept[0] == NUMBERS)) {
            return ByteBuffer.wrap(kept).getLong(1);
        }
        return ScoredFlowJson.scoredAtMillis(kept);
    }

    /**
     * What a verdict needs; null if what was kept is no scored flow.
     *
     * @param encoder that of this release
     */
    public static @Nullable KeptFlow read(byte[] kept, FeatureEncoder encoder) {
        if (isPacked(kept)) {
            return readPacked(kept, encoder);
        }
        if (kept.length > 0 && kept[0] == NUMBERS) {
            return readNumbers(kept, encoder);
        }
        FeatureNumbers numbers = FeatureNumbers.read(kept);
        return numbers == null ? null : of(numbers, encoder);
    }

    private static @Nullable KeptFlow readPacked(byte[] kept, FeatureEncoder encoder) {
        boolean isDrawn = kept[0] == DRAWN;
        ByteBuffer head = ByteBuffer.wrap(kept, 1, kept.length - 1);
        long scoredAtMillis = head.getLong();
        try {
            Double score = isDrawn ? head.getDouble() : null;
            PackedFlow flow = PackedFlow.ofBytes(Arrays.copyOfRange(kept, head.position(), kept.length));
            return new KeptFlow(
                    scoredAtMillis, "encoding " + flow.encoding(), encoder.fits(flow) ? flow : null, asScore(score));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return null;
        }
    }

    /** A stranger may have written the record. */
    private static @Nullable Double asScore(@Nullable Double score) {
        return score != null && score >= 0 && score <= 1 ? score : null;
    }

    private static @Nullable KeptFlow readNumbers(byte[] kept, FeatureEncoder encoder) {
        ByteBuffer in = ByteBuffer.wrap(kept, 1, kept.length - 1);
        try {
            long scoredAtMillis = in.getLong();
            String schema = new String(PackedParts.takePresent(in), StandardCharsets.US_ASCII);
            return of(new FeatureNumbers(scoredAtMillis, schema, PackedParts.takePresent(in), List.of()), encoder);
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static KeptFlow of(FeatureNumbers numbers, FeatureEncoder encoder) {
        return new KeptFlow(
                numbers.scoredAtMillis(), "feature schema " + numbers.schema(), numbers.pack(encoder), null);
    }

    private static boolean isPacked(byte @Nullable [] kept) {
        return kept != null && kept.length >= HEAD_BYTES && (kept[0] == PACKED || kept[0] == DRAWN);
    }
}

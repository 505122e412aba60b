package dev.weir.wire;

import dev.weir.features.FeatureSchema;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A scored flow as it is kept for its verdicts: its time and its features, half of what its record takes. They are cut
 * out of the record where it ends as {@link ScoredFlowJson} ends it under the schema of this release. Any other record
 * is kept whole: another release may have written it, or a stranger, and only a verdict asks which. Whole are also
 * those that Kafka Streams puts back itself where it restores the store from the topic.
 */
public final class KeptFlow {
    /** No JSON begins so. */
    private static final byte FORMAT = 1;

    private static final byte[] END = ascii("\"}");

    private final byte[] schema;
    private final byte[] before;
    private final int featureBytes;
    private final int encodedLength;

    public KeptFlow(FeatureSchema schema) {
        this.schema = ascii(schema.fingerprint());
        this.before = ascii(",\"schema\":\"" + schema.fingerprint() + "\",\"features\":\"");
        this.featureBytes = Float.BYTES * schema.size();
        this.encodedLength = (featureBytes + 2) / 3 * 4;
    }

    /** What is to be kept of a record. */
    public byte[] pack(byte[] record) {
        int encodedEnd = record.length - END.length;
        int encodedStart = encodedEnd - encodedLength;
        int start = encodedStart - before.length;
        if (start < 0
                || !Arrays.equals(record, start, encodedStart, before, 0, before.length)
                || !Arrays.equals(record, encodedEnd, record.length, END, 0, END.length)) {
            return record;
        }
        ByteBuffer features;
        try {
            features = Base64.getDecoder().decode(ByteBuffer.wrap(record, encodedStart, encodedLength));
        } catch (IllegalArgumentException e) {
            return record;
        }
        return features.remaining() == featureBytes
                ? pack(ScoredFlowJson.scoredAtMillis(record), features.array())
                : record;
    }

    private byte[] pack(long scoredAtMillis, byte[] features) {
        ByteBuffer out =
                ByteBuffer.allocate(1 + Long.BYTES + PackedParts.length(schema) + PackedParts.length(features));
        out.put(FORMAT).putLong(scoredAtMillis);
        PackedParts.put(out, schema);
        PackedParts.put(out, features);
        return out.array();
    }

    /** When a flow was scored; 0, long ago, if what was kept is none. */
    public static long scoredAtMillis(byte[] kept) {
        if (!isPacked(kept)) {
            return ScoredFlowJson.scoredAtMillis(kept);
        }
        return kept.length < 1 + Long.BYTES ? 0 : ByteBuffer.wrap(kept).getLong(1);
    }

    /** What a verdict needs of it; null if what was kept is no scored flow. */
    public static ScoredFlowJson.@Nullable Taught read(byte[] kept) {
        if (!isPacked(kept)) {
            return ScoredFlowJson.read(kept);
        }
        ByteBuffer in = ByteBuffer.wrap(kept, 1, kept.length - 1);
        try {
            long scoredAtMillis = in.getLong();
            String schema = new String(PackedParts.takePresent(in), StandardCharsets.US_ASCII);
            byte[] features = PackedParts.takePresent(in);
            return new ScoredFlowJson.Taught(scoredAtMillis, schema, new ScoredFlowJson.Packed(features));
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static boolean isPacked(byte[] kept) {
        return kept.length > 0 && kept[0] == FORMAT;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

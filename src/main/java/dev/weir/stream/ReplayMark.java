package dev.weir.stream;

import dev.weir.flow.QuickHash;
import dev.weir.ingest.FlowFile;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The header of a record that was replayed from a file. With the number of its line it also names what it is: the same line of a log that
 * has grown, or was sent by somebody else, names the same. The name goes with the flow until it is scored.
 */
final class ReplayMark {
    private static final byte[] UNNAMED = {1};

    private ReplayMark() {}

    /** Whether a flow was replayed from a file, so that its time says nothing of now. */
    static boolean isOn(Headers headers) {
        return headers.lastHeader(FlowFile.REPLAYED_HEADER) != null;
    }

    /** What goes on to the next task of the headers that came with a record. */
    static Headers passedOn(Headers received, byte[] value) {
        Headers passed = new RecordHeaders();
        Header mark = received.lastHeader(FlowFile.REPLAYED_HEADER);
        if (mark == null) {
            return passed;
        }
        return passed.add(
                FlowFile.REPLAYED_HEADER,
                isNumber(mark) ? bytes(name(ByteBuffer.wrap(mark.value()).getLong(), value)) : UNNAMED);
    }

    /** What the flow of a record is, after {@link #passedOn}; 0 if nothing says so. */
    static long name(Headers passed) {
        Header mark = passed.lastHeader(FlowFile.REPLAYED_HEADER);
        return mark == null || !isNumber(mark)
                ? 0
                : ByteBuffer.wrap(mark.value()).getLong();
    }

    /** The mark alone, after {@link #passedOn}; empty if there is none. */
    static byte[] bytes(Headers passed) {
        Header mark = passed.lastHeader(FlowFile.REPLAYED_HEADER);
        return mark == null || mark.value() == null || mark.value().length > Long.BYTES ? new byte[0] : mark.value();
    }

    /** Headers with that mark. */
    static Headers ofBytes(byte[] mark) {
        Headers headers = new RecordHeaders();
        return mark.length == 0 ? headers : headers.add(FlowFile.REPLAYED_HEADER, mark);
    }

    private static boolean isNumber(Header mark) {
        return mark.value() != null && mark.value().length == Long.BYTES;
    }

    /** Never 0. */
    private static long name(long lineNumber, byte[] value) {
        long hash = QuickHash.add(QuickHash.START ^ lineNumber, value);
        hash ^= hash >>> 29;
        hash *= 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}

package dev.weir.ingest.record;

import dev.weir.ingest.record.ReadResult.Rejected;
import org.jspecify.annotations.Nullable;

/** What the fields of a delimited line mean, in order. */
public interface Layout {
    /** Fills the record from one line; the rejection if the line does not fit. The characters of the line may be changed. */
    @Nullable
    Rejected read(char[] chars, int start, int length, RawRecord raw);

    /** The rejection of a line with another number of fields than its layout has. */
    static Rejected wrongCount(int count, String expected) {
        return new Rejected(RejectionReason.WRONG_FIELD_COUNT, "has " + count + " fields, expected " + expected);
    }
}

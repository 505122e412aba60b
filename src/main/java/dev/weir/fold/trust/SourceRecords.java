package dev.weir.fold.trust;

import dev.weir.encoding.PackedFlow;
import dev.weir.flow.Listing;
import dev.weir.flow.Verdict;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts for each source of indicators how often verdicts bore it out: of flows with a host that it listed, those called malicious
 * and those called benign. Depends on lessons alone, so it is equal wherever the same ones are learned. Not thread-safe.
 */
final class SourceRecords {
    /** Of more sources than these nothing is known. */
    static final int MOST = 256;

    private final Map<String, Listing> records = new TreeMap<>();

    /** Takes down a lesson; one that corrects its teacher takes the verdict before it back. */
    void taught(Taught lesson) {
        PackedFlow flow = lesson.packed();
        if (flow == null) {
            return;
        }
        for (Listing listed : flow.listings()) {
            Listing record = records.get(listed.source());
            if (record != null || records.size() < MOST) {
                records.put(
                        listed.source(), with(lesson, record == null ? new Listing(listed.source(), 0, 0) : record));
            }
        }
    }

    private static Listing with(Taught lesson, Listing record) {
        boolean isRight = lesson.verdict() == Verdict.MALICIOUS;
        int takenBack = lesson.correction() ? 1 : 0;
        return new Listing(
                record.source(),
                changed(record.right(), isRight ? 1 : -takenBack),
                changed(record.wrong(), isRight ? -takenBack : 1));
    }

    private static int changed(int count, int by) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (long) count + by));
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** By source. */
    Map<String, Listing> all() {
        return Map.copyOf(records);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(records.size());
        for (Listing record : records.values()) {
            out.writeUTF(record.source());
            out.writeInt(record.right());
            out.writeInt(record.wrong());
        }
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    static SourceRecords read(DataInputStream in) throws IOException {
        SourceRecords records = new SourceRecords();
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("records of " + count + " sources; there can be 0 to " + MOST);
        }
        for (int i = 0; i < count; i++) {
            Listing record = new Listing(in.readUTF(), in.readInt(), in.readInt());
            records.records.put(record.source(), record);
        }
        return records;
    }
}

package dev.weir.topics;

/**
 * How large a record may be before a client unpacks it.
 *
 * @param recordBytes the longest record that is left as it is, unpacked, headers included
 * @param headers the most headers of a record that is left as it is; each takes a hundred bytes, though it may be sent in two
 * @param keptBytes kept of key and value each of a record that is cut
 */
record RecordLimits(int recordBytes, int headers, int keptBytes) {
    /** As much as a broker takes that is not packed, if nobody has set another bound. */
    private static final int USUAL_RECORD_BYTES = 1024 * 1024;

    private static final int MOST_HEADERS = 1_000;

    static RecordLimits keeping(int keptBytes) {
        return new RecordLimits(Math.max(USUAL_RECORD_BYTES, 2 * keptBytes), MOST_HEADERS, keptBytes);
    }
}

package dev.weir.ingest;

import org.jspecify.annotations.Nullable;

/** One record of a {@link FlowFile} or a topic, not yet understood. */
public final class FlowRecord {
    private final byte[] value;
    private final @Nullable String layout;
    private final long lineNumber;

    /**
     * A record that came with a header or without.
     *
     * @param lineNumber where it stands in what it came from
     */
    public FlowRecord(byte[] value, @Nullable String layout, long lineNumber) {
        this.value = value;
        this.layout = layout;
        this.lineNumber = lineNumber;
    }

    /** The line without its end, an array of its own; the caller may keep it. */
    public byte[] value() {
        return value;
    }

    /** The header of the file so far, for {@link FlowReader#read(byte[], String)}; null if the file has none. */
    public @Nullable String layout() {
        return layout;
    }

    /** Counted from 1. */
    public long lineNumber() {
        return lineNumber;
    }
}

package dev.weir.ingest.record;

/** The meaning of a field of a flow. */
public enum Meaning {
    TIME,
    END,
    ID,
    SOURCE,
    SOURCE_PORT,
    DESTINATION,
    DESTINATION_PORT,
    PROTOCOL,
    DURATION,
    SOURCE_BYTES,
    DESTINATION_BYTES,
    SOURCE_PACKETS,
    DESTINATION_PACKETS,
    STATE,
    SERVICE,
    CATEGORY;

    @SuppressWarnings("EnumOrdinal") // Lives in memory only, so the order may change.
    int index() {
        return ordinal();
    }
}

package dev.weir.stream;

import org.apache.kafka.streams.processor.api.Record;

/** When a record arrived. Whoever sends it sets its time, so it may have none, or one that no clock shows yet. */
final class Arrival {
    private Arrival() {}

    /** The time of a record, in ms since the epoch: now if it has none, and never later. */
    static long millis(Record<?, ?> record, long nowMillis) {
        return record.timestamp() < 0 ? nowMillis : Math.min(record.timestamp(), nowMillis);
    }
}

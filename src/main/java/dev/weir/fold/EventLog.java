package dev.weir.fold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The model log, readable from any offset. Thread-safe. */
public interface EventLog {
    /**
     * Hands over the committed records of an interval of offsets, in order. Gaps, such as transaction markers, are left out.
     *
     * @param fromOffset first offset
     * @param toOffset offset after the last
     * @throws IllegalStateException if the log no longer has {@code fromOffset}, or cannot be read up to {@code toOffset}: never hand over
     *     part of the interval and return
     */
    void read(long fromOffset, long toOffset, Visitor visitor);

    /** Takes one record. */
    interface Visitor {
        void record(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value);
    }
}

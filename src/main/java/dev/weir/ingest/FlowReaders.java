package dev.weir.ingest;

import dev.weir.ingest.record.ReadResult;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads records for whoever asks, with as many readers as were ever needed at once: a reader makes far more garbage than a
 * record that it reads. Thread-safe.
 */
public final class FlowReaders {
    private final Queue<FlowReader> idle = new ConcurrentLinkedQueue<>();

    /** As {@link FlowReader#read(byte[], String)}. */
    public ReadResult read(byte @Nullable [] value, @Nullable String layout) {
        FlowReader taken = idle.poll();
        FlowReader reader = taken == null ? new FlowReader() : taken;
        try {
            return reader.read(value, layout);
        } finally {
            idle.add(reader);
        }
    }
}

package dev.weir.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes a log on a thread of its own, a little ahead of whoever folds it: decoding takes a fifth of what folding takes, and
 * needs no model.
 */
final class ReadAhead {
    private static final int BATCH = 128;
    private static final int MOST_BATCHES = 8;
    /** Models are events too. */
    private static final long MOST_BYTES_OF_BATCH = 1 << 20;

    /** One record of the log: an event, or why it is none. */
    static final class Decoded implements FoldingModel.EventRecord {
        private final long offset;
        private final Instant at;
        private final @Nullable ModelEvent event;
        private final @Nullable RefusedEventException refused;

        private Decoded(long offset, Instant at, @Nullable ModelEvent event, @Nullable RefusedEventException refused) {
            this.offset = offset;
            this.at = at;
            this.event = event;
            this.refused = refused;
        }

        static Decoded of(long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {
            try {
                return new Decoded(offset, at, FoldingModel.decode(key, value), null);
            } catch (RefusedEventException e) {
                return new Decoded(offset, at, null, e);
            }
        }

        long offset() {
            return offset;
        }

        Instant at() {
            return at;
        }

        @Override
        public ModelEvent event() throws RefusedEventException {
            if (refused != null) {
                throw refused;
            }
            return Objects.requireNonNull(event);
        }
    }

    /** Takes one record. */
    interface Visitor {
        void record(Decoded record);
    }

    private final EventLog log;
    private final BlockingQueue<List<Decoded>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private List<Decoded> filling = new ArrayList<>(BATCH);
    private long bytes;
    private volatile @Nullable Throwable failure;

    private ReadAhead(EventLog log) {
        this.log = log;
    }

    /**
     * Hands over the records of an interval of offsets, in order, to this thread.
     *
     * @throws IllegalStateException as {@link EventLog#read} does, or if this thread is interrupted
     */
    static void read(EventLog log, long from, long to, Visitor visitor) {
        if (to - from <= BATCH) {
            log.read(from, to, (offset, at, key, value) -> visitor.record(Decoded.of(offset, at, key, value)));
            return;
        }
        ReadAhead ahead = new ReadAhead(log);
        Thread reader = new Thread(() -> ahead.decode(from, to), "weir-log-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            ahead.hand(visitor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the reading of the log was interrupted", e);
        } finally {
            reader.interrupt();
        }
    }

    private void hand(Visitor visitor) throws InterruptedException {
        for (List<Decoded> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
            batch.forEach(visitor::record);
        }
        Throwable failed = failure;
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw (RuntimeException) failed;
        }
    }

    /** An empty batch is the end, whatever brought it. */
    private void decode(long from, long to) {
        try {
            try {
                log.read(from, to, (offset, at, key, value) -> {
                    bytes += value == null ? 0 : value.length;
                    filling.add(Decoded.of(offset, at, key, value));
                    if (filling.size() >= BATCH || bytes >= MOST_BYTES_OF_BATCH) {
                        putFilled();
                    }
                });
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            if (!filling.isEmpty()) {
                batches.put(filling);
            }
            batches.put(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void putFilled() {
        try {
            batches.put(filling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody folds what is read", e);
        }
        filling = new ArrayList<>(BATCH);
        bytes = 0;
    }
}

package dev.weir.fold;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model log in memory, with gaps where a test wants them. */
final class ListLog implements EventLog {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private long end;
    private long begin;
    private int reads;

    /** One record. */
    static final class Entry {
        private final long offset;
        private final @Nullable String key;
        private final byte @Nullable [] value;

        private Entry(long offset, @Nullable String key, byte @Nullable [] value) {
            this.offset = offset;
            this.key = key;
            this.value = value;
        }

        long offset() {
            return offset;
        }

        private Instant at() {
            return START.plusMillis(offset);
        }
    }

    long append(ModelEvent event) {
        return append(ModelEventCodec.kind(event), ModelEventCodec.encode(event));
    }

    long append(@Nullable String key, byte @Nullable [] value) {
        entries.add(new Entry(end, key, value));
        return end++;
    }

    /** What a transaction marker leaves behind. */
    void skipOffset() {
        end++;
    }

    void truncateBefore(long offset) {
        begin = offset;
    }

    long end() {
        return end;
    }

    int reads() {
        return reads;
    }

    List<Entry> entries() {
        return entries;
    }

    Outcome feed(ModelFold fold, Entry entry) {
        return fold.apply(entry.offset, entry.at(), bytes(entry.key), entry.value);
    }

    void feedAll(ModelFold fold) {
        entries.forEach(entry -> feed(fold, entry));
    }

    @Override
    public void read(long fromOffset, long toOffset, Visitor visitor) {
        reads++;
        if (fromOffset < begin || toOffset > end) {
            throw new IllegalStateException("the log has offsets " + begin + " to " + end + ", not " + fromOffset);
        }
        entries.stream()
                .filter(entry -> entry.offset() >= fromOffset && entry.offset() < toOffset)
                .forEach(entry -> visitor.record(entry.offset, entry.at(), bytes(entry.key), entry.value));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}

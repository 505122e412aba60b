package dev.weir.detector;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers a value that takes a while to find out, until it is too old. Thread-safe. */
final class Recent<T> {
    private final Supplier<T> source;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private @Nullable T found;
    private long foundNanos;

    /** @param nanoTime the time of now, as {@link System#nanoTime} */
    Recent(Supplier<T> source, Duration maxAge, LongSupplier nanoTime) {
        this.source = source;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized T get() {
        long now = nanoTime.getAsLong();
        T known = found;
        if (known == null || now - foundNanos > maxAgeNanos) {
            known = source.get();
            found = known;
            foundNanos = now;
        }
        return known;
    }
}

package dev.weir.api.door;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer of a route for a moment, as long as the version that it tells of is the newest. Reading never waits. Thread-safe.
 */
public final class KeptAnswer {
    private final long maxAgeNanos;
    private final LongSupplier version;
    private final LongSupplier nanoTime;
    private volatile @Nullable Kept kept;

    private record Kept(ByteBuffer body, long version, long nanos) {}

    /**
     * @param version the newest, told without waiting
     * @param nanoTime the time of now, as {@link System#nanoTime}
     */
    public KeptAnswer(Duration maxAge, LongSupplier version, LongSupplier nanoTime) {
        this.maxAgeNanos = maxAge.toNanos();
        this.version = version;
        this.nanoTime = nanoTime;
    }

    /** @param ofVersion the version that the answer tells of */
    public void keep(byte[] body, long ofVersion) {
        kept = new Kept(ByteBuffer.wrap(body), ofVersion, nanoTime.getAsLong());
    }

    /** The answer; null if there is none that still holds. */
    @Nullable
    ByteBuffer get() {
        Kept last = kept;
        if (last == null
                || last.version() != version.getAsLong()
                || nanoTime.getAsLong() - last.nanos() > maxAgeNanos) {
            return null;
        }
        return last.body().duplicate();
    }
}

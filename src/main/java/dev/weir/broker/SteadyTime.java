package dev.weir.broker;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Time for a node that is all of its cluster: where the whole process stood still, for a laptop that slept or a machine that was
 * paused, the monotonic clock goes on from there. By the time of the machine the controller would find, before anything else, that
 * its only broker has not been heard of for long, and take its partitions away; and Kafka 4.3 leaves out the markers that end the
 * transactions which have timed out meanwhile, if their partitions have no leader at that moment: what was to be aborted is
 * committed with the next transaction, and lessons are learned twice. The wall clock, which the records carry, is the machine's.
 * Thread-safe.
 */
final class SteadyTime implements Time {
    /** Longer than any thread pauses while others run; a clock that nobody asked for so long has stood still. */
    static final long MOST_STEP_NANOS = 1_000_000_000;

    private static final long MARK_EVERY_NANOS = 10_000_000;

    private final LongSupplier nanos;
    private volatile Mark mark;

    private record Mark(long atNanos, long hiddenNanos) {}

    SteadyTime() {
        this(System::nanoTime);
    }

    SteadyTime(LongSupplier nanos) {
        this.nanos = nanos;
        this.mark = new Mark(nanos.getAsLong(), 0);
    }

    @Override
    public long nanoseconds() {
        Mark last = mark;
        long now = nanos.getAsLong();
        return now - last.atNanos() < MARK_EVERY_NANOS ? now - last.hiddenNanos() : advance();
    }

    private synchronized long advance() {
        long now = nanos.getAsLong();
        long pauseNanos = Math.max(0, now - mark.atNanos() - MOST_STEP_NANOS);
        mark = new Mark(now, mark.hiddenNanos() + pauseNanos);
        return now - mark.hiddenNanos();
    }

    @Override
    public long milliseconds() {
        return Time.SYSTEM.milliseconds();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        Time.SYSTEM.waitObject(object, condition, deadlineMillis);
    }
}

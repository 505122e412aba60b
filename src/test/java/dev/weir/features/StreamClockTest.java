package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StreamClockTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START = 1_700_000_000L * SECOND;

    private final StreamClock clock = new StreamClock();

    @Test
    void fewFalseTimes_moveNothing_whateverTheyAre() {
        busyMinutes(0, 10);
        for (long wrong : new long[] {5 * HOUR, 100 * HOUR, 2 * HOUR, Long.MAX_VALUE / 4, -START, 5 * HOUR, -HOUR}) {
            assertThat(clock.observe(START + 600 * SECOND + wrong)).isBetween(0L, START + 601 * SECOND);
            clock.observe(START + 600 * SECOND);
            assertThat(clock.nowMicros()).isBetween(START, START + 601 * SECOND);
        }
    }

    @Test
    void quietNight_isBelievedAfterSomeFlows() {
        busyMinutes(0, 10);
        for (int i = 0; i < 7; i++) {
            assertThat(clock.observe(START + 9 * HOUR + i * SECOND)).isLessThan(START + HOUR);
        }
        assertThat(clock.observe(START + 9 * HOUR + 7 * SECOND)).isGreaterThanOrEqualTo(START + 9 * HOUR);
    }

    @Test
    void slowStream_isBelievedAtOnce() {
        for (long i = 0; i < 50; i++) {
            assertThat(clock.observe(START + i * 4 * HOUR)).isEqualTo(START + i * 4 * HOUR);
        }
    }

    @Test
    void olderFileForGood_isFollowed() {
        busyMinutes(100_000, 10);
        busyMinutes(0, 3);
        assertThat(clock.nowMicros()).isBetween(START, START + 180 * SECOND);
    }

    @Test
    void endOfAFlow_countsAsFarAsTimeHasCome() {
        busyMinutes(0, 10);
        long now = clock.nowMicros();
        assertThat(clock.observe(START, START + 300 * SECOND)).isEqualTo(START + 300 * SECOND);
        assertThat(clock.observe(START, Long.MAX_VALUE)).isEqualTo(now);
        assertThat(clock.nowMicros()).isEqualTo(now);
    }

    @Test
    void savedClock_goesOnAsItWas() {
        busyMinutes(0, 10);
        clock.observe(START + 100 * HOUR);
        ByteBuffer saved = ByteBuffer.allocate(StreamClock.BYTES);
        clock.save(saved);
        StreamClock loaded = new StreamClock();
        loaded.load(saved.flip());
        for (int i = 0; i < 20; i++) {
            assertThat(loaded.observe(START + 100 * HOUR + i)).isEqualTo(clock.observe(START + 100 * HOUR + i));
        }
    }

    private void busyMinutes(long fromSecond, int minutes) {
        for (int i = 0; i < minutes * 600; i++) {
            clock.observe(START + fromSecond * SECOND + i * SECOND / 10);
        }
    }
}

package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StreamTimeTest {
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final StreamTime time = new StreamTime();

    @Test
    void falseTimestamp_movesNothing() {
        time.observe(10 * HOUR_MICROS);
        time.observe(11 * HOUR_MICROS);
        assertThat(time.observe(900_000 * HOUR_MICROS)).isEqualTo(11 * HOUR_MICROS);
        assertThat(time.activeMicros()).isEqualTo(HOUR_MICROS);
    }

    @Test
    void silence_movesTimeButIsNotActive() {
        time.observe(HOUR_MICROS);
        for (int i = 0; i < 20; i++) {
            time.observe(100 * HOUR_MICROS);
        }
        assertThat(time.nowMicros()).isEqualTo(100 * HOUR_MICROS);
        assertThat(time.activeMicros()).isZero();
    }

    @Test
    void earlierFlow_doesNotTurnTimeBack() {
        time.observe(5 * HOUR_MICROS);
        assertThat(time.observe(4 * HOUR_MICROS)).isEqualTo(5 * HOUR_MICROS);
        assertThat(time.activeMicros()).isZero();
    }

    @Test
    void restart_goesOn() {
        time.observe(5 * HOUR_MICROS);
        time.observe(6 * HOUR_MICROS);
        ByteBuffer saved = ByteBuffer.allocate(StreamTime.BYTES);
        time.save(saved);
        StreamTime restarted = new StreamTime();
        restarted.load(saved.flip());
        restarted.observe(7 * HOUR_MICROS);
        assertThat(restarted.activeMicros()).isEqualTo(2 * HOUR_MICROS);
    }
}

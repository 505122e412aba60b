package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedConsumerTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long DAY = 86_400_000;

    @Test
    void timestamp_thatCannotBe_isNow() {
        for (long wild : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, NOW + DAY + 1}) {
            assertThat(BoundedConsumer.sound(wild, NOW)).isEqualTo(NOW);
        }
        for (long sound : new long[] {0, NOW - 1_000 * DAY, NOW + DAY}) {
            assertThat(BoundedConsumer.sound(sound, NOW)).isEqualTo(sound);
        }
    }
}

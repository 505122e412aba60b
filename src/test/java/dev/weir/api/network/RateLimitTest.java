package dev.weir.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private long now = 1;
    private final RateLimit limit = new RateLimit(10, () -> now);

    @Test
    void client_mayAskASecondsWorthAtOnceAndThenWaits() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.take("a")).isZero();
        }

        assertThat(limit.take("a")).isEqualTo(Duration.ofMillis(100));
        assertThat(limit.take("b")).isZero();
        now += Duration.ofMillis(100).toNanos();
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void rest_savesUpNoMoreThanASecond() {
        limit.take("a");
        now += Duration.ofHours(1).toNanos();

        for (int i = 0; i < 10; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void addresses_ofOneSubscriber_areOneClient() {
        assertThat(RateLimit.client("2001:db8:1:2::3")).isEqualTo(RateLimit.client("2001:db8:1:2:ffff::4"));
        assertThat(RateLimit.client("2001:db8:1:3::3")).isNotEqualTo(RateLimit.client("2001:db8:1:2::3"));
        assertThat(RateLimit.client("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(RateLimit.client("_hidden")).isEqualTo("_hidden");
    }
}

package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void value_isFoundAgainOnlyWhenItIsTooOld() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger asked = new AtomicInteger();
        Recent<Integer> recent = new Recent<>(asked::incrementAndGet, Duration.ofNanos(10), nanos::get);

        assertThat(recent.get()).isEqualTo(1);
        nanos.set(10);
        assertThat(recent.get()).isEqualTo(1);
        nanos.set(11);
        assertThat(recent.get()).isEqualTo(2);
    }
}

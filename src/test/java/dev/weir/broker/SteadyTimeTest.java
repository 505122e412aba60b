package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong machine = new AtomicLong(-5);
    private final SteadyTime time = new SteadyTime(machine::get);

    @Test
    void pause_isHidden() {
        long before = time.nanoseconds();
        machine.addAndGet(3600 * SECOND);

        assertThat(time.nanoseconds() - before).isEqualTo(SteadyTime.MOST_STEP_NANOS);
    }

    @Test
    void timeThatIsAskedFor_passesAsItDoes() {
        long before = time.nanoseconds();
        for (int i = 0; i < 3600; i++) {
            machine.addAndGet(SECOND);
            time.nanoseconds();
        }

        assertThat(time.nanoseconds() - before).isEqualTo(3600 * SECOND);
    }

    @Property
    void time_neverGoesBack(@ForAll List<@LongRange(min = 0, max = 10 * SECOND) Long> steps) {
        long last = time.nanoseconds();
        for (long step : steps) {
            machine.addAndGet(step);
            long now = time.nanoseconds();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }
}

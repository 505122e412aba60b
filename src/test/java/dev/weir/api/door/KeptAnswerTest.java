package dev.weir.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {
    private static final byte[] BODY = {1};
    private static final Duration AGE = Duration.ofMillis(100);

    private final AtomicLong version = new AtomicLong(7);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final KeptAnswer kept = new KeptAnswer(AGE, version::get, nanos::get);

    @Test
    void get_beforeAnyIsKept_isNull() {
        assertThat(kept.get()).isNull();
    }

    @Test
    void get_ofAnOlderVersion_isNull() {
        kept.keep(BODY, 6);

        assertThat(kept.get()).isNull();
    }

    @Test
    void get_whenTheVersionIsNewer_isNull() {
        kept.keep(BODY, 7);
        version.set(8);

        assertThat(kept.get()).isNull();
    }

    @Test
    void get_isTheAnswer_untilItIsTooOld() {
        kept.keep(BODY, 7);

        nanos.addAndGet(AGE.toNanos());
        assertThat(kept.get()).isEqualTo(ByteBuffer.wrap(BODY));

        nanos.addAndGet(1);
        assertThat(kept.get()).isNull();
    }
}

package dev.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:30:00Z");

    @Test
    void flood_flushesNothingOfWhatWasThereBefore() {
        List<Checkpoint> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(checkpoint(2_000 - i, NOW.minusSeconds(i)));
        }
        all.add(checkpoint(500, NOW.minus(Duration.ofHours(2))));
        all.add(checkpoint(400, NOW.minus(Duration.ofDays(3))));

        List<Long> surplus = Retention.surplus(all, 20, NOW);

        assertThat(surplus)
                .hasSize(980)
                .doesNotContain(500L, 400L, 2_000L, 1_981L)
                .contains(1_980L);
    }

    @Test
    void olderOnes_areThinnedByHourDayAndWeek() {
        List<Checkpoint> all = new ArrayList<>();
        for (int minutes = 0; minutes < 60 * 24 * 30; minutes += 10) {
            all.add(checkpoint(100_000 - minutes, NOW.minus(Duration.ofMinutes(minutes))));
        }

        List<Long> surplus = Retention.surplus(all, 20, NOW);
        List<Checkpoint> kept = new ArrayList<>(all);
        kept.removeIf(checkpoint -> surplus.contains(checkpoint.version()));

        assertThat(count(kept, 0, 1)).isEqualTo(6);
        assertThat(count(kept, 1, 24)).isBetween(23L, 25L);
        assertThat(count(kept, 24, 24 * 7)).isBetween(6L, 8L);
        assertThat(count(kept, 24 * 7, 24 * 30)).isBetween(3L, 5L);
        assertThat(Retention.surplus(kept, 20, NOW)).isEmpty();
    }

    private static long count(List<Checkpoint> kept, int fromHours, int toHours) {
        return kept.stream()
                .filter(checkpoint -> !checkpoint.at().isAfter(NOW.minus(Duration.ofHours(fromHours)))
                        && checkpoint.at().isAfter(NOW.minus(Duration.ofHours(toHours))))
                .count();
    }

    private static Checkpoint checkpoint(long version, Instant at) {
        return new Checkpoint(version, null, at, version, "digest", 1);
    }
}

package dev.weir.detector.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final Instant START = Instant.parse("2026-03-03T08:00:00Z");

    private final SetClock clock = new SetClock(START);
    private List<Drift.OfNetwork> networks = List.of();
    private final DriftWatch watch = new DriftWatch(clock, until -> new Drift(until, networks, 0.1));

    @Test
    void look_isDueTenMinutesAfterTheStart_andAfterEachLook() {
        assertThat(watch.isDue()).isFalse();
        assertThat(watch.standing()).isEmpty();

        clock.goOn(DriftWatch.EVERY);
        assertThat(watch.isDue()).isTrue();

        assertThat(watch.look().words()).startsWith("too few flows");
        assertThat(watch.isDue()).isFalse();
        assertThat(watch.standing()).hasValueSatisfying(found -> {
            assertThat(found.lookedAt()).isEqualTo(clock.instant());
            assertThat(found.movedSince()).isNull();
        });
    }

    @Test
    void networkThatMoved_isToldSinceThen_untilTwoLooksFindNothing() {
        networks = List.of(network("all", false), network("10.1.0.0/16", true));
        assertThat(watch.look().words())
                .isEqualTo(
                        "traffic moved since " + START + ": 10.1.0.0/16, most to dst_port 9191 (40.0 %, before 0.1 %)"
                                + ", alerting 5.00 % of flows, before 1.00 %; flows to review: 2");

        clock.goOn(Duration.ofMinutes(10));
        networks = List.of(network("all", false), network("10.1.0.0/16", false));
        assertThat(watch.look().movedSince()).isEqualTo(START);
        assertThat(watch.look()).satisfies(found -> {
            assertThat(found.movedSince()).isNull();
            assertThat(found.networks()).isEmpty();
            assertThat(found.words()).isEqualTo("the last hour is like the same hour of days before");
        });
    }

    private static Drift.OfNetwork network(String name, boolean isMoved) {
        return new Drift.OfNetwork(
                name,
                9_000,
                3_000,
                0.01,
                isMoved ? 0.05 : 0.01,
                isMoved,
                isMoved ? List.of(new Drift.Moved(1.2, "dst_port 9191", 0.001, 0.4)) : List.of(),
                isMoved ? List.of("F1", "F2") : List.of());
    }
}

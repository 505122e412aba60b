package dev.weir.alert.allow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Flow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAllowlistTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    private final LiveAllowlist list = new LiveAllowlist();

    @Test
    void rules_standInTheOrderOfTheirEvents_untilTheyAreTakenOff() {
        list.apply(3, NOW, allow("a", NOW.plusSeconds(60)));
        list.apply(4, NOW, allow("b", NOW.plusSeconds(60)));
        list.apply(9, NOW, new AllowEvent.Disallow("a3", "bob"));
        list.apply(12, NOW, new AllowEvent.Disallow("a7", "bob"));

        assertThat(ids()).containsExactly("a4");
        assertThat(list.nextOffset()).isEqualTo(13);
    }

    @Test
    void eventThatWasTakenInBefore_changesNothing() {
        list.apply(3, NOW, allow("a", NOW.plusSeconds(60)));
        list.apply(4, NOW, new AllowEvent.Disallow("a3", "bob"));

        list.apply(3, NOW, allow("a", NOW.plusSeconds(60)));

        assertThat(ids()).isEmpty();
    }

    @Test
    void fullList_takesNoMore_untilOneHasEnded() {
        for (int i = 0; i < Allowlist.MAX_RULES; i++) {
            list.apply(i, NOW, allow("h" + i, NOW.plusSeconds(i == 7 ? 10 : 60)));
        }

        list.apply(2_000, NOW, allow("late", NOW.plusSeconds(60)));
        assertThat(ids()).hasSize(Allowlist.MAX_RULES).doesNotContain("a2000");
        list.apply(2_001, NOW.plusSeconds(10), allow("later", NOW.plusSeconds(60)));

        assertThat(ids()).hasSize(Allowlist.MAX_RULES).contains("a2001").doesNotContain("a7");
    }

    private List<String> ids() {
        return list.rules().rules().stream().map(StandingRule::id).toList();
    }

    private static AllowEvent allow(String source, Instant until) {
        return new AllowEvent.Allow(new AllowRule(source, null, Flow.ABSENT, null, until, "agreed"), "alice");
    }
}

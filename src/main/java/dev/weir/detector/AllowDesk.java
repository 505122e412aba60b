package dev.weir.detector;

import dev.weir.alert.allow.AllowEvent;
import dev.weir.alert.allow.AllowRule;
import dev.weir.alert.allow.Allowlist;
import dev.weir.alert.allow.LiveAllowlist;
import dev.weir.alert.allow.StandingRule;
import dev.weir.topics.lists.AllowlistWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Changes the allowlist through its topic, and waits until this instance has read it back. Thread-safe. */
final class AllowDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final LiveAllowlist live;
    private final AllowlistWriter writer;
    private final Supplier<Map<String, Long>> flowsByRule;

    AllowDesk(LiveAllowlist live, AllowlistWriter writer, Supplier<Map<String, Long>> flowsByRule) {
        this.live = live;
        this.writer = writer;
        this.flowsByRule = flowsByRule;
    }

    List<Allowance> all() {
        Map<String, Long> flows = flowsByRule.get();
        return live.rules().rules().stream()
                .map(standing -> Allowance.of(standing, flows.getOrDefault(standing.id(), 0L)))
                .toList();
    }

    Allowance allow(AllowRule rule, String by) {
        if (live.rules().rules().size() >= Allowlist.MAX_RULES) {
            throw new RefusedException("the allowlist is full with " + Allowlist.MAX_RULES + " rules: use ranges");
        }
        long offset = append(new AllowEvent.Allow(rule, by));
        return all().stream()
                .filter(standing -> standing.id().equals(StandingRule.idOf(offset)))
                .findFirst()
                .orElseThrow(() -> new RefusedException("the allowlist was full, or the rule was taken back at once"));
    }

    Allowance disallow(String id, String by) {
        Allowance known = all().stream()
                .filter(standing -> standing.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no rule of this id: weir allow list shows them"));
        append(new AllowEvent.Disallow(id, by));
        return known;
    }

    private long append(AllowEvent event) {
        long offset = writer.append(event);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (live.nextOffset() <= offset) {
            if (System.nanoTime() > deadlineNanos) {
                throw new RefusedException("it is written, and not read back after " + PATIENCE.toSeconds()
                        + " s: it counts as soon as it is; weir status says how the detector is");
            }
            pause();
        }
        return offset;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the allowlist is read back", e);
        }
    }
}

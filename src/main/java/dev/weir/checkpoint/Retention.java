package dev.weir.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Thins automatic checkpoints by their age. */
final class Retention {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private Retention() {}

    /**
     * The versions to delete.
     *
     * @param automatic newest first
     * @param keepOfLastHour how many of those that are younger than an hour stay, the newest
     */
    static List<Long> surplus(List<Checkpoint> automatic, int keepOfLastHour, Instant now) {
        List<Long> surplus = new ArrayList<>();
        Set<String> spans = new HashSet<>();
        int recent = 0;
        for (Checkpoint checkpoint : automatic) {
            if (checkpoint.at().isAfter(now.minus(HOUR)) && recent++ >= keepOfLastHour) {
                surplus.add(checkpoint.version());
            }
        }
        for (int i = automatic.size() - 1; i >= 0; i--) {
            Checkpoint checkpoint = automatic.get(i);
            if (!checkpoint.at().isAfter(now.minus(HOUR)) && !spans.add(span(checkpoint.at(), now))) {
                surplus.add(checkpoint.version());
            }
        }
        return surplus;
    }

    /** The hour, day or week of which one checkpoint stays. */
    private static String span(Instant at, Instant now) {
        Duration age = Duration.between(at, now);
        Duration length = age.compareTo(DAY) <= 0 ? HOUR : age.compareTo(WEEK) <= 0 ? DAY : WEEK;
        return length + " " + Math.floorDiv(at.getEpochSecond(), length.toSeconds());
    }
}

package dev.weir.topology;

import java.time.Duration;

/**
 * How often the tasks of a process commit: at the interval set, or, while flows are behind, as seldom as Kafka Streams does by
 * itself. A commit costs the same for one flow as for thousands. Thread-safe.
 */
final class CommitPace {
    /** By how much a flow must have waited to be behind, and for how long flows count as behind after one. */
    static final long BEHIND_MILLIS = 1_000;
    /** A commit while flows are behind for so many while they are not. */
    static final int SELDOM = 4;

    private final long intervalMillis;
    private volatile long behindMillis;

    CommitPace(Duration interval) {
        this.intervalMillis = interval.toMillis();
        this.behindMillis = -BEHIND_MILLIS;
    }

    /** At-least-once hides nothing until a commit, so there none is asked for before Kafka Streams makes it. */
    static CommitPace of(ProcessingSettings processing) {
        boolean hides = processing.guarantee() == ProcessingSettings.Guarantee.EXACTLY_ONCE;
        return new CommitPace(processing.commitInterval().multipliedBy(hides ? 1 : SELDOM));
    }

    /** A flow was worked off that was produced then. */
    void note(long nowMillis, long producedMillis) {
        if (nowMillis - producedMillis > BEHIND_MILLIS && nowMillis != behindMillis) {
            behindMillis = nowMillis;
        }
    }

    /** Whether it is time for a commit after one at {@code lastMillis}. */
    boolean isDue(long nowMillis, long lastMillis) {
        return nowMillis - lastMillis >= intervalMillis && nowMillis - behindMillis >= BEHIND_MILLIS;
    }
}

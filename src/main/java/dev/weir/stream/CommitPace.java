package dev.weir.stream;

import java.time.Duration;

/**
 * Decides how often the tasks of a process commit: at the interval set; sooner for flows that are re-keyed, which wait for two
 * commits, and for a verdict, which waits for two as well; and, while flows are behind, as seldom as Kafka Streams does by itself. A
 * commit costs nearly the same for one flow as for thousands. Thread-safe.
 */
final class CommitPace {
    /** By how much a flow must have waited to be behind, and for how long flows count as behind after one. */
    static final long BEHIND_MILLIS = 1_000;
    /** While flows are behind, a commit comes after so many intervals, or after a second if that is sooner. */
    private static final int SELDOM = 20;

    private static final Duration LONGEST_SELDOM = Duration.ofSeconds(1);
    /** A verdict waits the interval divided by this, or 10 ms, at which commits are looked for. */
    private static final int HASTE = 3;
    /** A flow that is re-keyed waits for two commits, one before it is scored and one behind. */
    private static final int COMMITS_OF_REKEYED = 2;

    /** How long after something was put out there may be a commit to make. */
    private static final long STIRRED_MILLIS = 1_000;
    /** At rest a thread wakes up for verdicts that wait for their flow, and to be stopped. */
    private static final Duration REST = Duration.ofMillis(100);

    private final long flowMillis;
    private final long verdictMillis;
    private volatile long behindMillis;
    private volatile long stirredMillis = System.currentTimeMillis();

    /**
     * @param flows the interval while there are only flows to commit
     * @param verdicts the interval where a verdict waits
     */
    CommitPace(Duration flows, Duration verdicts) {
        this.flowMillis = flows.toMillis();
        this.verdictMillis = verdicts.toMillis();
        this.behindMillis = -BEHIND_MILLIS;
    }

    /** The interval while flows are behind. */
    static Duration seldom(Duration interval) {
        Duration longest = interval.compareTo(LONGEST_SELDOM) < 0 ? LONGEST_SELDOM : interval;
        Duration seldom = interval.multipliedBy(SELDOM);
        return seldom.compareTo(longest) < 0 ? seldom : longest;
    }

    /** At-least-once hides nothing until a commit, so there none is asked for before Kafka Streams makes it. */
    static CommitPace of(ProcessingSettings processing) {
        Duration interval = processing.commitInterval();
        if (processing.guarantee() == ProcessingSettings.Guarantee.AT_LEAST_ONCE) {
            Duration seldom = seldom(interval);
            return new CommitPace(seldom, seldom);
        }
        Duration flows = processing.rekeyBySource() ? interval.dividedBy(COMMITS_OF_REKEYED) : interval;
        return new CommitPace(flows, interval.dividedBy(HASTE));
    }

    /** A flow was worked off that was produced then. */
    void note(long nowMillis, long producedMillis) {
        if (nowMillis - producedMillis > BEHIND_MILLIS && nowMillis != behindMillis) {
            behindMillis = nowMillis;
        }
    }

    /** Something was put out that is to be committed, or is about to be. */
    void stir() {
        stirredMillis = System.currentTimeMillis();
    }

    /**
     * How long a thread waits for records at most; they end the wait whenever they come.
     *
     * @param usual as long as there are commits to make
     */
    Duration patience(Duration usual) {
        return System.currentTimeMillis() - stirredMillis > STIRRED_MILLIS ? patienceWithoutCommits(usual) : usual;
    }

    /** The same for a thread that never commits. */
    static Duration patienceWithoutCommits(Duration usual) {
        // A poll that is not to wait has its reason.
        return usual.isZero() || usual.compareTo(REST) > 0 ? usual : REST;
    }

    /**
     * Whether it is time for a commit after one at {@code lastMillis}.
     *
     * @param forVerdict whether it is a verdict that waits
     */
    boolean isDue(long nowMillis, long lastMillis, boolean forVerdict) {
        return nowMillis - lastMillis >= (forVerdict ? verdictMillis : flowMillis)
                && nowMillis - behindMillis >= BEHIND_MILLIS;
    }
}

package dev.weir.cli.teach;

import dev.weir.cli.command.Text;
import dev.weir.detector.Status;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What became of verdicts, as far as the counts of a detector tell; what others send at the same time counts too.
 *
 * @param sent verdicts on the topic
 * @param learned lessons learned since
 * @param repeated verdicts that had been given before
 * @param setAside verdicts that taught nothing, by reason
 * @param awaitingSecond lessons that wait until a second analyst says the same
 * @param waiting verdicts that wait for their flow, of which the detector does not know yet
 */
record LabelOutcome(
        long sent, long learned, long repeated, long awaitingSecond, Map<String, Long> setAside, long waiting) {
    /** A detector that shares the work with others may never count them all: it is enough that no more come for this long. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(5);

    /**
     * The flow of a verdict that waits was scored a moment ago, and then it comes with the next commits, or its id may be wrong. Scores
     * are counted before their commit, which on a busy machine takes some hundred milliseconds.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * Waits until all are accounted for, or the counts stand still; not for flows that may never come.
     *
     * @param before status before they were sent
     * @param status asks for the status now
     */
    static LabelOutcome await(long sent, Status before, Supplier<Status> status) throws InterruptedException {
        LabelOutcome outcome = of(sent, before, status.get());
        long changedNanos = System.nanoTime();
        while (!outcome.isComplete()
                && System.nanoTime() - changedNanos < outcome.patience().toNanos()) {
            Thread.sleep(INTERVAL.toMillis());
            LabelOutcome now = of(sent, before, status.get());
            if (!now.equals(outcome)) {
                outcome = now;
                changedNanos = System.nanoTime();
            }
        }
        return outcome;
    }

    static LabelOutcome of(long sent, Status before, Status after) {
        Map<String, Long> setAside = new TreeMap<>();
        after.feedbackDeadLettersByReason().forEach((reason, count) -> {
            long more = count - before.feedbackDeadLettersByReason().getOrDefault(reason, 0L);
            if (more > 0) {
                setAside.put(reason, more);
            }
        });
        long learned = Math.max(0, after.lessons() - before.lessons());
        long repeated = Math.max(0, after.feedbackRepeated() - before.feedbackRepeated());
        long awaitingSecond = Math.max(0, after.lessonsAwaitingSecond() - before.lessonsAwaitingSecond());
        long early = after.feedbackEarly() - before.feedbackEarly();
        long open = sent - learned - repeated - awaitingSecond - total(setAside);
        return new LabelOutcome(sent, learned, repeated, awaitingSecond, setAside, Math.max(0, Math.min(early, open)));
    }

    private Duration patience() {
        return isRead() ? LONGEST_WAIT : LONGEST_STANDSTILL;
    }

    private boolean isRead() {
        return accountedFor() + waiting >= sent;
    }

    boolean isComplete() {
        return accountedFor() >= sent;
    }

    private long accountedFor() {
        return learned + repeated + awaitingSecond + total(setAside);
    }

    /** Part of a line for a person. */
    String describe() {
        StringBuilder text = new StringBuilder(Text.number(learned)).append(" learned");
        if (awaitingSecond > 0) {
            text.append(", ")
                    .append(Text.number(awaitingSecond))
                    .append(awaitingSecond == 1 ? " waits" : " wait")
                    .append(" for a second analyst");
        }
        if (repeated > 0) {
            text.append(", ").append(Text.number(repeated)).append(" given before");
        }
        setAside.forEach((reason, count) -> text.append(", ")
                .append(Text.number(count))
                .append(" set aside (")
                .append(reason)
                .append(')'));
        if (waiting > 0) {
            text.append(", ")
                    .append(Text.number(waiting))
                    .append(" waiting: no scored flow has this id, and if none gets it"
                            + " within feedback.grace, the verdict is set aside (unknown_flow)");
        }
        return isRead()
                ? text.toString()
                : text.append(" so far; weir status tells more").toString();
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

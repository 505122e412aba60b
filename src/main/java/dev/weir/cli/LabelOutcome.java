package dev.weir.cli;

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
 */
record LabelOutcome(long sent, long learned, long repeated, Map<String, Long> setAside) {
    /**
     * A detector that shares the work with others may never count them all: then it is enough that no more come for this long, and
     * for as long as a verdict may wait for its flow.
     */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(5);

    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * Waits until all are accounted for, or the counts stand still.
     *
     * @param before status before they were sent
     * @param status asks for the status now
     * @param grace how long a verdict may wait for its flow
     */
    static LabelOutcome await(long sent, Status before, Supplier<Status> status, Duration grace)
            throws InterruptedException {
        long standstillNanos = LONGEST_STANDSTILL.plus(grace).toNanos();
        LabelOutcome outcome = of(sent, before, status.get());
        long changedNanos = System.nanoTime();
        while (!outcome.isComplete() && System.nanoTime() - changedNanos < standstillNanos) {
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
        return new LabelOutcome(
                sent,
                Math.max(0, after.lessons() - before.lessons()),
                Math.max(0, after.feedbackRepeated() - before.feedbackRepeated()),
                setAside);
    }

    boolean isComplete() {
        return learned + repeated + total(setAside) >= sent;
    }

    /** Part of a line for a person. */
    String describe() {
        StringBuilder text = new StringBuilder(Text.number(learned)).append(" learned");
        if (repeated > 0) {
            text.append(", ").append(Text.number(repeated)).append(" given before");
        }
        setAside.forEach((reason, count) -> text.append(", ")
                .append(Text.number(count))
                .append(" set aside (")
                .append(reason)
                .append(')'));
        return isComplete()
                ? text.toString()
                : text.append(" so far; weir status tells more").toString();
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.weir.metrics;

import java.util.Map;

/**
 * What was counted since the topics were created, in the partitions that a process owns. Every flow record that was read is scored
 * or set aside: {@code flowsRead = flowsScored + flowsRepeated + flowsJoined + deadFlows}, once nothing is on its way.
 *
 * @param flowsRead records taken from the flows topic
 * @param flowsExpired offsets of the flows topic that were deleted before they were read, marks of transactions among them
 * @param flowsScored flows scored
 * @param flowsRepeated flows of a file that had been scored before, and are not again
 * @param flowsJoined records of one direction that became part of the flow of another
 * @param deadFlows flow records set aside, by reason code
 * @param alerts alerts raised; flows of one story are one
 * @param alertingFlows flows that are part of an alert
 * @param allowedFlows flows that would alert, but for a rule of the allowlist, by its id
 * @param forgottenHosts hosts, in one role, whose behaviour was forgotten to bound the state, by reason code
 * @param feedbackRead records taken from the feedback topic
 * @param deadFeedback feedback records set aside, by reason code
 * @param feedbackRepeated verdicts that were given before
 * @param feedbackEarly verdicts that had to wait for their flow to be scored
 * @param lessonsSent verdicts that became lessons
 */
public record Totals(
        long flowsRead,
        long flowsExpired,
        long flowsScored,
        long flowsRepeated,
        long flowsJoined,
        Map<String, Long> deadFlows,
        long alerts,
        long alertingFlows,
        Map<String, Long> allowedFlows,
        Map<String, Long> forgottenHosts,
        long feedbackRead,
        Map<String, Long> deadFeedback,
        long feedbackRepeated,
        long feedbackEarly,
        long lessonsSent) {

    public static Totals of(Map<String, Long> sums) {
        return new Totals(
                sums.getOrDefault(CountNames.FLOWS_READ, 0L),
                sums.getOrDefault(CountNames.FLOWS_EXPIRED, 0L),
                sums.getOrDefault(CountNames.FLOWS_SCORED, 0L),
                sums.getOrDefault(CountNames.FLOWS_REPEATED, 0L),
                sums.getOrDefault(CountNames.FLOWS_JOINED, 0L),
                CountNames.under(CountNames.DEAD_FLOW, sums),
                sums.getOrDefault(CountNames.ALERTS, 0L),
                sums.getOrDefault(CountNames.ALERTING_FLOWS, 0L),
                CountNames.under(CountNames.ALLOWED_FLOW, sums),
                CountNames.under(CountNames.FORGOTTEN_HOST, sums),
                sums.getOrDefault(CountNames.FEEDBACK_READ, 0L),
                CountNames.under(CountNames.DEAD_FEEDBACK, sums),
                sums.getOrDefault(CountNames.FEEDBACK_REPEATED, 0L),
                sums.getOrDefault(CountNames.FEEDBACK_EARLY, 0L),
                sums.getOrDefault(CountNames.LESSONS_SENT, 0L));
    }

    /** Flow records set aside, for whatever reason. */
    public long deadFlowTotal() {
        return total(deadFlows);
    }

    /** Feedback records set aside, for whatever reason. */
    public long deadFeedbackTotal() {
        return total(deadFeedback);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.weir.metrics;

import java.util.Map;
import java.util.TreeMap;

/** Names of what is counted, as stores keep them. */
public final class CountNames {
    public static final String FLOWS_READ = "flows_read";
    /** Offsets of the flows topic that Kafka deleted before they were read; they are no part of the flows that were. */
    public static final String FLOWS_EXPIRED = "flows_expired";

    public static final String FLOWS_SCORED = "flows_scored";
    /** Flows of a file that another record had brought before. */
    public static final String FLOWS_REPEATED = "flows_repeated";

    /** Records of one direction that became part of the flow of another. */
    public static final String FLOWS_JOINED = "flows_joined";

    public static final String ALERTS = "alerts";
    public static final String ALERTING_FLOWS = "alerting_flows";
    /** Before the id of a rule of the allowlist: flows that would alert, but for it. */
    public static final String ALLOWED_FLOW = "allowed_flow.";

    public static final String FEEDBACK_READ = "feedback_read";
    public static final String FEEDBACK_REPEATED = "feedback_repeated";
    /** Feedback that had to wait for its flow; it is counted again by what becomes of it. */
    public static final String FEEDBACK_EARLY = "feedback_early";

    public static final String LESSONS_SENT = "lessons_sent";
    /** Before the code of a reason: flows set aside for it. */
    public static final String DEAD_FLOW = "dead_flow.";
    /** Before the code of a reason: feedback set aside for it. */
    public static final String DEAD_FEEDBACK = "dead_feedback.";

    /** Before the code of a reason: hosts forgotten for it. */
    public static final String FORGOTTEN_HOST = "forgotten_host.";

    private CountNames() {}

    /** Those counts whose name begins with a prefix, by the rest of the name. */
    static Map<String, Long> under(String prefix, Map<String, Long> sums) {
        Map<String, Long> found = new TreeMap<>();
        sums.forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), count);
            }
        });
        return found;
    }
}

package dev.weir.alert;

/**
 * Sets the threshold of alerts. It sees every flow in the order of the stream and says which are worth an alert. It uses only
 * the flows' own time and scores, so the same stream gives the same alerts. Not thread-safe: each task has its own. A gate that
 * needs no more than a threshold remembers nothing, and admits each alert.
 *
 * <p>For each flow: {@link #isAlerting}, then {@link #observe}, and if the flow is alerting and belongs to no recent alert,
 * {@link #admitsNewAlert}.
 */
public interface AlertGate {
    /** Whether a score is at or above the threshold of now. */
    default boolean isAlerting(double score) {
        return score >= threshold();
    }

    /**
     * Takes a flow into account.
     *
     * @param story flows that would share an alert have the same number
     * @param isJoining whether it joins an alert that was raised before
     * @param activeMicros stream time, as {@link StreamTime#activeMicros} says
     */
    default void observe(double score, long story, boolean isJoining, long activeMicros) {}

    /** Whether the flow last observed, which is alerting, may raise a new alert; if so, it counts as raised. */
    default boolean admitsNewAlert() {
        return true;
    }

    /** Least score of an alert as things stand, 0 to 1. */
    double threshold();

    /** By what the threshold is set. */
    AlertRule rule();

    /** What is remembered, to go on after a restart. */
    default byte[] save() {
        return new byte[0];
    }

    /** @throws IllegalArgumentException if the bytes are of another rule or version; nothing is changed then */
    default void load(byte[] saved) {}
}

package dev.weir.desk;

import java.util.List;

/**
 * Records set aside for one reason.
 *
 * @param topic where they came from
 * @param reason code of the reason
 * @param count how many are still on the topic of dead letters, about
 * @param lastAtMillis when the last was set aside
 * @param samples the latest few
 */
public record DeadReason(String topic, String reason, long count, long lastAtMillis, List<Sample> samples) {
    public DeadReason {
        samples = List.copyOf(samples);
    }

    /**
     * One of them.
     *
     * @param partition where it stood
     * @param offset where it stood
     * @param detail the reason for a reader
     * @param beginning its first characters, as sent by whoever sent it
     */
    public record Sample(int partition, long offset, String detail, String beginning) {}
}

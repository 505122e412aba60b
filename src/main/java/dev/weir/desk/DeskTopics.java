package dev.weir.desk;

import java.util.List;

/**
 * The topics that the desk is filled from, by their full names.
 *
 * @param alerts alerts
 * @param feedback verdicts as they come in
 * @param modelLog model events
 * @param deadLetters what was set aside
 * @param allowlist what is allowed on this network
 * @param audit who did what, of which the desk needs who looks after an alert
 */
public record DeskTopics(
        String alerts, String feedback, String modelLog, String deadLetters, String allowlist, String audit) {
    /** All of them. */
    public List<String> all() {
        return List.of(alerts, feedback, modelLog, deadLetters, allowlist, audit);
    }
}

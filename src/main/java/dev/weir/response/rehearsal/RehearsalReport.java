package dev.weir.response.rehearsal;

/**
 * What a playbook would have done, had every rule acted.
 *
 * @param alerts records of alerts that it was shown
 * @param responses how many responses changed traffic
 * @param hosts how many hosts they were about
 * @param benignHosts how many of these people called benign
 * @param minutesLost for how many minutes, together, benign hosts were acted on
 * @param attacks how many responses were to alerts that people called malicious
 * @param minutesCutShort for how many minutes, together, those alerts went on after the response
 * @param held how many responses a guard would have left to a person
 * @param refused how many a guard would have refused
 */
public record RehearsalReport(
        long alerts,
        long responses,
        long hosts,
        long benignHosts,
        long minutesLost,
        long attacks,
        long minutesCutShort,
        long held,
        long refused) {}

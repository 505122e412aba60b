package dev.weir.evaluation.report;

import dev.weir.evaluation.labelled.FileAccount;

/**
 * What was learned from one source, and how well its flows were ranked before each was learned. Figures that need a class
 * which the source lacks are NaN.
 *
 * @param source file, or invented office
 * @param flows flows read
 * @param account what was found in it
 * @param lessons flows learned
 * @param malicious how many of them are malicious
 * @param averagePrecision area under precision over recall, 0 to 1; the malicious share of the lessons is what chance gives
 * @param rocAuc chance that a malicious flow scores above a benign one, 0 to 1
 * @param recallAtFpr1Percent malicious part found at 1 % of the benign alerted on, 0 to 1
 */
public record TrainingReport(
        String source,
        long flows,
        FileAccount account,
        long lessons,
        long malicious,
        double averagePrecision,
        double rocAuc,
        double recallAtFpr1Percent) {

    /** The report where another source tells which words mean benign. */
    public TrainingReport besideBenign() {
        return new TrainingReport(
                source,
                flows,
                account.besideBenign(),
                lessons,
                malicious,
                averagePrecision,
                rocAuc,
                recallAtFpr1Percent);
    }
}

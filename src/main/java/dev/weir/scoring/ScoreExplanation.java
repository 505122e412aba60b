package dev.weir.scoring;

import java.util.List;

/**
 * Why a flow has its score, without remainder: {@code base + reasons + rest = logit}, and the score is {@code 1 / (1 +
 * exp(-logit))}.
 *
 * @param logit log-odds of a threat, -50 to 50
 * @param base what every flow gets
 * @param reasons the features that moved the score the most, the largest first
 * @param rest all other features together, and what single precision rounds and the bounds of the logit cut
 * @param probability how often a flow of this logit turns out a threat, 0 to 1, by the verdicts on flows that chance drew; the
 *     score where there are none
 */
public record ScoreExplanation(double logit, double base, List<Contribution> reasons, double rest, double probability) {
    public ScoreExplanation {
        reasons = List.copyOf(reasons);
    }

    /** The explanation in which the rest is what the others leave. */
    static ScoreExplanation of(double logit, double base, List<Contribution> reasons, double probability) {
        double named = reasons.stream().mapToDouble(Contribution::logit).sum();
        return new ScoreExplanation(logit, base, reasons, logit - (base + named), probability);
    }
}

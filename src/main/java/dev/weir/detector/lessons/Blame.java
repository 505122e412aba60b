package dev.weir.detector.lessons;

import java.time.Instant;
import java.util.List;

/**
 * Says which lessons made the score of a flow: {@code prior} + all lessons' {@code logit} = {@code logit}.
 *
 * @param flowId the flow
 * @param modelVersion the model that is asked about
 * @param score of the flow by that model, 0 to 1
 * @param logit the same as a logit
 * @param prior part of the logit that no lesson of this log made: the general prior, and what an installed model brought along
 * @param lessons how many lessons are in the model and in this log
 * @param analysts whose lessons moved the logit, the largest move first
 * @param most the lessons that moved it most, the largest move first
 * @param rest what all other lessons moved it together
 */
public record Blame(
        String flowId,
        long modelVersion,
        double score,
        double logit,
        double prior,
        long lessons,
        List<OfAnalyst> analysts,
        List<OfLesson> most,
        double rest) {
    /** What the lessons of an analyst moved it together. */
    public record OfAnalyst(String analyst, long lessons, double logit) {}

    /**
     * What one lesson moved it.
     *
     * @param lesson its offset in the model log, by which it can be unlearned
     */
    public record OfLesson(long lesson, String analyst, String flowId, String verdict, Instant at, double logit) {}
}

package dev.weir.detector;

import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict or a rollback would change, told before it is given.
 *
 * @param fromVersion the model of now
 * @param toVersion the model that it would become, or become like
 * @param verdict that would be given; null for a rollback
 * @param threshold least score of an alert as things stand
 * @param scoreBefore of the flow that the verdict is on; null for a rollback
 * @param scoreAfter of the same flow by the other model
 * @param flows recent flows that were scored by both models
 * @param flowsAppear how many would be at or above the threshold, and are not
 * @param flowsVanish how many are, and would not be
 * @param alerts open ones that were scored by both
 * @param alertsRise how many would have a higher score, by 0.01 or more
 * @param alertsFall how many a lower one
 * @param alertsVanish how many would sink below the threshold
 */
public record Preview(
        long fromVersion,
        long toVersion,
        @Nullable String verdict,
        double threshold,
        @Nullable Double scoreBefore,
        @Nullable Double scoreAfter,
        int flows,
        int flowsAppear,
        int flowsVanish,
        int alerts,
        int alertsRise,
        int alertsFall,
        int alertsVanish) {
    Preview ofVerdict(Verdict given, double before, double after) {
        return new Preview(
                fromVersion,
                toVersion,
                given.word(),
                threshold,
                before,
                after,
                flows,
                flowsAppear,
                flowsVanish,
                alerts,
                alertsRise,
                alertsFall,
                alertsVanish);
    }
}

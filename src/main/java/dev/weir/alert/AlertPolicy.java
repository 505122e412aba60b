package dev.weir.alert;

import dev.weir.scoring.ScoredFlow;
import dev.weir.scoring.Scorer;
import dev.weir.scoring.ScoringSettings;
import java.util.Optional;

/** Decides which scored flows are shown to an analyst. */
public final class AlertPolicy {
    private static final int REASONS = 8;

    private final double threshold;

    public AlertPolicy(ScoringSettings settings) {
        this.threshold = settings.threshold();
    }

    /**
     * The alert of a flow whose score is at or above the threshold.
     *
     * @param scored the flow
     * @param scorer what scored it just now, for the reasons
     */
    public Optional<Alert> judge(ScoredFlow scored, Scorer scorer) {
        if (scored.score() < threshold) {
            return Optional.empty();
        }
        return Optional.of(new Alert(scored, Severity.ofScore(scored.score()), scorer.explain(REASONS)));
    }
}

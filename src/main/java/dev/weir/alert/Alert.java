package dev.weir.alert;

import dev.weir.scoring.Contribution;
import dev.weir.scoring.ScoredFlow;
import java.util.List;

/**
 * A flow an analyst should look at.
 *
 * @param scored the flow and its score
 * @param severity how urgent
 * @param reasons what made the score, the largest first
 */
public record Alert(ScoredFlow scored, Severity severity, List<Contribution> reasons) {
    public Alert {
        reasons = List.copyOf(reasons);
    }
}

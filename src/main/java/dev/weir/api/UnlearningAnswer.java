package dev.weir.api;

import dev.weir.detector.lessons.UnlearningPlan;
import dev.weir.detector.lessons.UnlearningReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an unlearning has done, or would do.
 *
 * @param receipt what it has done; null of a preview
 * @param plan what it would do; null of a receipt
 * @param alertsExamined how many of the newest alerts a preview has scored again
 * @param flips which of these would come to lie on the other side of their threshold; null if there is no desk to ask
 */
public record UnlearningAnswer(
        @Nullable UnlearningReceipt receipt,
        @Nullable UnlearningPlan plan,
        int alertsExamined,
        @Nullable List<Flip> flips) {
    /** An alert that comes to lie on the other side of its threshold. */
    public record Flip(
            String alertId, String kind, String source, double scoreNow, double scoreAfter, double threshold) {}

    static UnlearningAnswer of(UnlearningReceipt receipt) {
        return new UnlearningAnswer(receipt, null, 0, null);
    }

    static UnlearningAnswer of(UnlearningPlan plan, int examined, @Nullable List<Flip> flips) {
        return new UnlearningAnswer(null, plan, examined, flips);
    }
}

package dev.weir.evaluation;

import dev.weir.evaluation.report.HoldReport;

/** Counts how often learning is held, and how soon after the first wrong verdict. */
final class HoldCount {
    private static final long NEVER = -1;

    private long lessons;
    private long firstWrong = NEVER;
    private long holds;
    private long falseHolds;
    private long heldAfter = NEVER;
    private boolean wasHeld;

    /** @param isHeld whether learning is held now that it was given */
    void taught(boolean isWrong, boolean isHeld) {
        lessons++;
        if (isWrong && firstWrong == NEVER) {
            firstWrong = lessons;
        }
        if (isHeld && !wasHeld) {
            began();
        }
        wasHeld = isHeld;
    }

    private void began() {
        holds++;
        if (firstWrong == NEVER) {
            falseHolds++;
        } else if (heldAfter == NEVER) {
            heldAfter = lessons - firstWrong + 1;
        }
    }

    HoldReport report() {
        long honest = firstWrong == NEVER ? lessons : firstWrong - 1;
        return new HoldReport(lessons, honest, holds, falseHolds, heldAfter == NEVER ? Double.NaN : heldAfter);
    }
}

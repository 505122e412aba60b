package dev.weir.evaluation.report;

/**
 * When learning was held while verdicts were given.
 *
 * @param lessons verdicts in all
 * @param honest of these, such as came before the first wrong one
 * @param holds times that learning was held
 * @param falseHolds of these, such as began before the first wrong verdict
 * @param lessonsToHold verdicts from the first wrong one to the first hold after it; NaN if there is none
 */
public record HoldReport(long lessons, long honest, long holds, long falseHolds, double lessonsToHold) {}

package dev.weir.fold.calibration;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How often a flow of a score turns out malicious: {@code p = 1 / (1 + exp(-(slope × logit + shift)))} (Platt 1999). The higher the
 * score, the higher the probability, so nothing is ranked otherwise.
 *
 * <p>Slope and shift are those of a logistic regression learned verdict by verdict, each as the normal distribution that is believed
 * of it (extended Kalman filter). What is believed fades a little with each verdict, since the model that makes the scores changes.
 * The same verdicts make the same bits everywhere.
 *
 * @param verdicts that it was learned from
 * @param slope what a logit counts
 * @param shift what is added
 * @param slopeVariance how uncertain the slope is
 * @param covariance how uncertain both are together
 * @param shiftVariance how uncertain the shift is
 */
public record Calibration(
        long verdicts, double slope, double shift, double slopeVariance, double covariance, double shiftVariance) {
    private static final double SLOPE_VARIANCE = 0.25;
    private static final double SHIFT_VARIANCE = 4;
    /** With each verdict the variance grows by this part of what it was at first. */
    private static final double FADES = 1e-4;

    private static final double LEAST_SLOPE = 0.02;
    /** A logit beyond it counts as this in a verdict: one wildly wrong score tells little of the others. */
    private static final double MOST_LOGIT = 8;

    /** Before any verdict: a score is the probability. */
    public static final Calibration NONE = new Calibration(0, 1, 0, SLOPE_VARIANCE, 0, SHIFT_VARIANCE);

    /** @throws IllegalArgumentException if verdicts cannot have come to this */
    public Calibration {
        boolean isMap = slope >= LEAST_SLOPE && slope < Double.MAX_VALUE && Math.abs(shift) < Double.MAX_VALUE;
        boolean isBelief =
                isVariance(slopeVariance) && isVariance(shiftVariance) && Math.abs(covariance) < Double.MAX_VALUE;
        if (verdicts < 0 || !isMap || !isBelief) {
            throw new IllegalArgumentException("slope " + slope + " and shift " + shift + " of " + verdicts
                    + " verdicts, with variances " + slopeVariance + " and " + shiftVariance);
        }
    }

    private static boolean isVariance(double value) {
        return value >= 0 && value < Double.MAX_VALUE;
    }

    public boolean isEmpty() {
        return verdicts == 0;
    }

    /** The probability that a flow of this logit is malicious, 0 to 1. */
    public double probability(double logit) {
        return logistic(slope * logit + shift);
    }

    /**
     * What it is after one verdict more.
     *
     * @param score that the flow had when it was scored, 0 to 1
     * @param importance how much the verdict counts, above 0 and up to 1
     */
    public Calibration after(double score, boolean isMalicious, double importance) {
        double logit = StrictMath.log(score / (1 - score));
        double x = Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit));
        double p = probability(x);
        double information = importance * p * (1 - p);
        double a = slopeVariance + FADES * SLOPE_VARIANCE;
        double b = shiftVariance + FADES * SHIFT_VARIANCE;
        double slopeGain = a * x + covariance;
        double shiftGain = covariance * x + b;
        double spread = 1 + information * (slopeGain * x + shiftGain);
        double step = importance * ((isMalicious ? 1 : 0) - p) / spread;
        double shrinks = information / spread;
        return new Calibration(
                verdicts + 1,
                Math.max(LEAST_SLOPE, slope + slopeGain * step),
                shift + shiftGain * step,
                Math.max(0, a - slopeGain * slopeGain * shrinks),
                covariance - slopeGain * shiftGain * shrinks,
                Math.max(0, b - shiftGain * shiftGain * shrinks));
    }

    private static double logistic(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeLong(verdicts);
        out.writeDouble(slope);
        out.writeDouble(shift);
        out.writeDouble(slopeVariance);
        out.writeDouble(covariance);
        out.writeDouble(shiftVariance);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    public static Calibration read(DataInputStream in) throws IOException {
        return new Calibration(
                in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}

package dev.weir.alert;

/** Scores in bins of equal width in logit, so that the scores that alerts are made of, near 1, are told apart. */
final class ScoreBins {
    static final int COUNT = 512;
    private static final int PER_LOGIT = 16;
    private static final double LEAST_LOGIT = -(double) COUNT / PER_LOGIT / 2;

    private ScoreBins() {}

    /** The bin of a score in [0,1], 0 to {@link #COUNT} - 1, rising with the score. */
    static int of(double score) {
        int bin = (int) ((Math.log(score / (1 - score)) - LEAST_LOGIT) * PER_LOGIT);
        return Math.max(0, Math.min(COUNT - 1, bin));
    }

    /** Least score of a bin; 0 for the lowest. */
    static double least(int bin) {
        return bin == 0 ? 0 : 1 / (1 + Math.exp(-(LEAST_LOGIT + (double) bin / PER_LOGIT)));
    }
}

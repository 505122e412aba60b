package dev.weir.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a flow with a probability of 0.8 is malicious in 80 of 100 cases.
 *
 * @param brier mean squared distance of probability and truth, 0 to 1, low = good
 * @param expectedError mean distance of a bin's mean probability and malicious share, weighted by flows, 0 to 1, low = good
 * @param bins ten bins of equal width, empty ones left out
 */
public record CalibrationMetrics(double brier, double expectedError, List<Bin> bins) {
    private static final int BINS = 10;

    /**
     * One bin of scores.
     *
     * @param meanScore mean score of its flows
     * @param maliciousShare malicious part of its flows
     * @param flows how many
     */
    public record Bin(double meanScore, double maliciousShare, int flows) {}

    public CalibrationMetrics {
        bins = List.copyOf(bins);
    }

    public static CalibrationMetrics of(ScoredSet set) {
        return of(set, 0);
    }

    /** @param first the flows before it do not count */
    public static CalibrationMetrics of(ScoredSet set, int first) {
        int size = set.size() - first;
        double[] scores = new double[BINS];
        int[] malicious = new int[BINS];
        int[] flows = new int[BINS];
        double squares = 0;
        for (int i = first; i < set.size(); i++) {
            double score = set.score(i);
            double truth = set.isMalicious(i) ? 1 : 0;
            squares += (score - truth) * (score - truth);
            int bin = Math.min(BINS - 1, (int) (score * BINS));
            scores[bin] += score;
            malicious[bin] += set.isMalicious(i) ? 1 : 0;
            flows[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            if (flows[b] > 0) {
                Bin bin = new Bin(scores[b] / flows[b], malicious[b] / (double) flows[b], flows[b]);
                bins.add(bin);
                error += Math.abs(bin.meanScore() - bin.maliciousShare()) * bin.flows() / size;
            }
        }
        return new CalibrationMetrics(size > 0 ? squares / size : Double.NaN, error, bins);
    }
}

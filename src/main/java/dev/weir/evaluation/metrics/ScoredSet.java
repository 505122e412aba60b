package dev.weir.evaluation.metrics;

import java.util.Arrays;

/** Scores with their ground truth, in the order of the stream: 9 bytes per flow, so that the figures can be exact. */
public final class ScoredSet {
    private double[] scores = new double[4096];
    private boolean[] malicious = new boolean[4096];
    private int size;
    private int maliciousCount;

    public void add(double score, boolean isMalicious) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            malicious = Arrays.copyOf(malicious, 2 * size);
        }
        scores[size] = score;
        malicious[size++] = isMalicious;
        maliciousCount += isMalicious ? 1 : 0;
    }

    /** Those from a position on. */
    public ScoredSet from(int first) {
        ScoredSet rest = new ScoredSet();
        for (int i = first; i < size; i++) {
            rest.add(scores[i], malicious[i]);
        }
        return rest;
    }

    public int size() {
        return size;
    }

    double score(int position) {
        return scores[position];
    }

    boolean isMalicious(int position) {
        return malicious[position];
    }

    public int maliciousCount() {
        return maliciousCount;
    }

    /** The part of all flows that scored at or above the threshold; NaN if there are none. */
    public double shareFrom(double threshold) {
        int found = 0;
        for (int i = 0; i < size; i++) {
            found += scores[i] >= threshold ? 1 : 0;
        }
        return Share.of(found, size);
    }

    /** The scores of one class, lowest first. */
    double[] sorted(boolean ofMalicious) {
        double[] chosen = new double[ofMalicious ? maliciousCount : size - maliciousCount];
        int at = 0;
        for (int i = 0; i < size; i++) {
            if (malicious[i] == ofMalicious) {
                chosen[at++] = scores[i];
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }
}

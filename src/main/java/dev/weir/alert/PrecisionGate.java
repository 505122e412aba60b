package dev.weir.alert;

import java.nio.ByteBuffer;

/**
 * The lowest threshold at which the flows above it are expected to be malicious in a given part. What is expected of a flow is
 * its score: the scores are probabilities, so the mean score above a threshold is the precision above it. The older half of what
 * was seen counts half.
 */
final class PrecisionGate implements AlertGate {
    private static final byte VERSION = 1;
    private static final int WARM_UP_FLOWS = 1_000;
    private static final int HALVE_EVERY_FLOWS = 50_000;
    private static final int SET_EVERY_FLOWS = 256;
    private static final int SAVED_BYTES = 1 + Long.BYTES + 2 * ScoreBins.COUNT * Double.BYTES;

    private final double target;
    private final double[] flowsOfBin = new double[ScoreBins.COUNT];
    private final double[] scoresOfBin = new double[ScoreBins.COUNT];
    private long flows;
    private double threshold;

    PrecisionGate(double target) {
        this.target = target;
        this.threshold = target;
    }

    @Override
    public void observe(double score, long story, boolean isJoining, long activeMicros) {
        int bin = ScoreBins.of(score);
        flowsOfBin[bin]++;
        scoresOfBin[bin] += score;
        flows++;
        if (flows % HALVE_EVERY_FLOWS == 0) {
            for (int i = 0; i < ScoreBins.COUNT; i++) {
                flowsOfBin[i] /= 2;
                scoresOfBin[i] /= 2;
            }
        }
        if (flows % SET_EVERY_FLOWS == 0) {
            setThreshold();
        }
    }

    /** A flow at the target itself is always good enough, so the threshold is never above it. */
    private void setThreshold() {
        threshold = target;
        if (flows < WARM_UP_FLOWS) {
            return;
        }
        double count = 0;
        double sum = 0;
        for (int bin = ScoreBins.COUNT - 1; bin >= 0; bin--) {
            count += flowsOfBin[bin];
            sum += scoresOfBin[bin];
            if (sum < target * count) {
                return;
            }
            if (flowsOfBin[bin] > 0) {
                threshold = Math.min(threshold, ScoreBins.least(bin));
            }
        }
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public AlertRule rule() {
        return AlertRule.TARGET_PRECISION;
    }

    @Override
    public byte[] save() {
        ByteBuffer buffer = ByteBuffer.allocate(SAVED_BYTES).put(VERSION).putLong(flows);
        for (int i = 0; i < ScoreBins.COUNT; i++) {
            buffer.putDouble(flowsOfBin[i]).putDouble(scoresOfBin[i]);
        }
        return buffer.array();
    }

    @Override
    public void load(byte[] saved) {
        if (saved.length != SAVED_BYTES || saved[0] != VERSION) {
            throw new IllegalArgumentException("saved scores must be version " + VERSION + " with " + SAVED_BYTES
                    + " bytes, got " + saved.length + " bytes; start without them");
        }
        ByteBuffer buffer = ByteBuffer.wrap(saved, 1, saved.length - 1);
        flows = buffer.getLong();
        for (int i = 0; i < ScoreBins.COUNT; i++) {
            flowsOfBin[i] = buffer.getDouble();
            scoresOfBin[i] = buffer.getDouble();
        }
        setThreshold();
    }
}

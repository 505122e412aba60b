package dev.weir.alert;

/** A threshold that stays. */
final class FixedGate implements AlertGate {
    private final double threshold;

    FixedGate(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public boolean isAlerting(double score) {
        return score >= threshold;
    }

    @Override
    public void observe(double score, long story, boolean isJoining, long activeMicros) {}

    @Override
    public boolean admitsNewAlert() {
        return true;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public AlertRule rule() {
        return AlertRule.THRESHOLD;
    }

    @Override
    public byte[] save() {
        return new byte[0];
    }

    @Override
    public void load(byte[] saved) {}
}

package dev.weir.alert;

/** Keeps one threshold for good. */
final class FixedGate implements AlertGate {
    private final double threshold;

    FixedGate(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public AlertRule rule() {
        return AlertRule.THRESHOLD;
    }
}

package dev.weir.evaluation;

import dev.weir.features.FeatureVector;

/** A scored flow that may be given a verdict: its features as scored, and the truth that only the analyst knows. */
final class Candidate {
    private final byte[] features;
    private final boolean malicious;
    private final boolean heldOut;

    /** @param heldOut whether it is of a kind that no verdict is ever given on */
    Candidate(FeatureVector features, boolean malicious, boolean heldOut) {
        this.features = features.toBytes();
        this.malicious = malicious;
        this.heldOut = heldOut;
    }

    byte[] features() {
        return features;
    }

    boolean isMalicious() {
        return malicious;
    }

    boolean isHeldOut() {
        return heldOut;
    }
}

package dev.weir.evaluation;

import dev.weir.features.FeatureVector;
import org.jspecify.annotations.Nullable;

/** A scored flow that may be given a verdict: its features as scored, and the truth that only the analyst knows. */
final class Candidate {
    private final byte[] features;
    private final boolean malicious;
    private final boolean heldOut;
    private final @Nullable String category;

    /**
     * @param heldOut whether it is of a kind that no verdict is ever given on
     * @param category what kind of threat it is, if that is known
     */
    Candidate(FeatureVector features, boolean malicious, boolean heldOut, @Nullable String category) {
        this.features = features.toBytes();
        this.malicious = malicious;
        this.heldOut = heldOut;
        this.category = category;
    }

    byte[] features() {
        return features;
    }

    boolean isMalicious() {
        return malicious;
    }

    @Nullable
    String category() {
        return category;
    }

    boolean isHeldOut() {
        return heldOut;
    }
}

package dev.weir.evaluation.labelling;

import dev.weir.features.FeatureVector;
import org.jspecify.annotations.Nullable;

/** A scored flow that may be given a verdict: its features as scored, and the truth that only the analyst knows. */
public final class Candidate {
    /** Who gives a verdict where nobody is named. */
    public static final String ONLY_ANALYST = "analyst";

    private final byte[] features;
    private final boolean malicious;
    private final boolean heldOut;
    private final @Nullable String category;
    private final String analyst;
    private final @Nullable Double drawnScore;

    /**
     * @param heldOut whether it is of a kind that no verdict is ever given on
     * @param category what kind of threat it is, if that is known
     */
    public Candidate(FeatureVector features, boolean malicious, boolean heldOut, @Nullable String category) {
        this.features = features.toBytes();
        this.malicious = malicious;
        this.heldOut = heldOut;
        this.category = category;
        this.analyst = ONLY_ANALYST;
        this.drawnScore = null;
    }

    private Candidate(
            byte[] features,
            boolean malicious,
            boolean heldOut,
            @Nullable String category,
            String analyst,
            @Nullable Double drawnScore) {
        this.features = features;
        this.malicious = malicious;
        this.heldOut = heldOut;
        this.category = category;
        this.analyst = analyst;
        this.drawnScore = drawnScore;
    }

    /** The same flow with the verdict of an analyst. */
    Candidate by(String name) {
        return new Candidate(features, malicious, heldOut, category, name, drawnScore);
    }

    /** The same flow with the wrong verdict, which names no kind of threat. */
    Candidate opposite() {
        return new Candidate(features, !malicious, heldOut, null, analyst, drawnScore);
    }

    /** The same flow, drawn by chance. */
    Candidate asDrawn(double score) {
        return new Candidate(features, malicious, heldOut, category, analyst, score);
    }

    /** Its score, if chance drew it, so that its verdict tells how often a score is right; else null. */
    @Nullable
    public Double drawnScore() {
        return drawnScore;
    }

    public byte[] features() {
        return features;
    }

    /** Who gives the verdict. */
    public String analyst() {
        return analyst;
    }

    public boolean isMalicious() {
        return malicious;
    }

    @Nullable
    public String category() {
        return category;
    }

    public boolean isHeldOut() {
        return heldOut;
    }
}

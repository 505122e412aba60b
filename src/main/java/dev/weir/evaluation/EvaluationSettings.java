package dev.weir.evaluation;

import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.labelling.Poison;
import dev.weir.features.FeatureSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to measure.
 *
 * @param protocol which flows get a verdict, and when
 * @param seed of the chance in the protocol and of the thinning
 * @param scoring when a flow is worth an alert
 * @param alerts what makes one alert out of several
 * @param thinMalicious part of the malicious flows to keep, the rest is not seen at all; above 0 and up to 1
 * @param unknownIsBenign whether flows whose truth is unknown count as benign; otherwise they feed behaviour and
 *     are scored, but are in no window and no figure, raise no alert and get no verdict
 * @param carryOver whether each file goes on with the model and the behaviour of the one before
 * @param heldOutCategory category of malicious flows that never get a verdict, to see how the unknown is met; null for none
 * @param features settings of the features
 * @param poison wrong verdicts; null for none
 */
public record EvaluationSettings(
        LabelProtocol protocol,
        long seed,
        ScoringSettings scoring,
        AlertSettings alerts,
        double thinMalicious,
        boolean unknownIsBenign,
        boolean carryOver,
        @Nullable String heldOutCategory,
        FeatureSettings features,
        @Nullable Poison poison) {
    private static final long DEFAULT_SEED = 42;

    /** @throws IllegalArgumentException if a value is outside the range given above; the message names it */
    public EvaluationSettings {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(scoring, "scoring");
        Objects.requireNonNull(alerts, "alerts");
        check("thin malicious", thinMalicious);
    }

    /** Triage of 10 alerts and 5 random flows of each 1,000, every flow as it is, each file on its own. */
    public static EvaluationSettings defaults() {
        return new EvaluationSettings(
                LabelProtocol.defaults(),
                DEFAULT_SEED,
                ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD),
                AlertSettings.defaults(),
                1,
                false,
                false,
                null,
                FeatureSettings.defaults());
    }

    /** With honest verdicts. */
    public EvaluationSettings(
            LabelProtocol protocol,
            long seed,
            ScoringSettings scoring,
            AlertSettings alerts,
            double thinMalicious,
            boolean unknownIsBenign,
            boolean carryOver,
            @Nullable String heldOutCategory,
            FeatureSettings features) {
        this(
                protocol,
                seed,
                scoring,
                alerts,
                thinMalicious,
                unknownIsBenign,
                carryOver,
                heldOutCategory,
                features,
                null);
    }

    /** The same with wrong verdicts among those that are given. */
    public EvaluationSettings withPoison(@Nullable Poison wrong) {
        return with(protocol, seed, thinMalicious, heldOutCategory, wrong);
    }

    /** The same with another protocol. */
    public EvaluationSettings withProtocol(LabelProtocol other) {
        return with(other, seed, thinMalicious, heldOutCategory, poison);
    }

    /** The same with another seed. */
    public EvaluationSettings withSeed(long other) {
        return with(protocol, other, thinMalicious, heldOutCategory, poison);
    }

    /** The same with another part of the malicious flows kept. */
    public EvaluationSettings withThinMalicious(double part) {
        return with(protocol, seed, part, heldOutCategory, poison);
    }

    /** The same with a category of malicious flows that never get a verdict. */
    EvaluationSettings withHeldOut(String category) {
        return with(protocol, seed, thinMalicious, category, poison);
    }

    private EvaluationSettings with(
            LabelProtocol verdicts, long chance, double part, @Nullable String heldOut, @Nullable Poison wrong) {
        return new EvaluationSettings(
                verdicts, chance, scoring, alerts, part, unknownIsBenign, carryOver, heldOut, features, wrong);
    }

    private static void check(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be above 0 and up to 1, got " + value);
        }
    }
}

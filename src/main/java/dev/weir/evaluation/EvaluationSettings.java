package dev.weir.evaluation;

import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.labelling.Poison;
import dev.weir.features.FeatureSettings;
import java.util.Objects;
import java.util.function.Consumer;
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
 * @param countsAlike whether a verdict counts the same whoever gives it, and nothing holds learning
 * @param model what of the model is measured
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
        @Nullable Poison poison,
        boolean countsAlike,
        MeasuredModel model) {
    private static final long DEFAULT_SEED = 42;

    /** @throws IllegalArgumentException if a value is outside the range given above; the message names it */
    public EvaluationSettings {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(scoring, "scoring");
        Objects.requireNonNull(alerts, "alerts");
        Objects.requireNonNull(model, "model");
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
                FeatureSettings.defaults(),
                null,
                false,
                MeasuredModel.ALL);
    }

    /** The same but for what is changed. */
    public EvaluationSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new EvaluationSettings(
                draft.protocol,
                draft.seed,
                draft.scoring,
                draft.alerts,
                draft.thinMalicious,
                draft.unknownIsBenign,
                draft.carryOver,
                draft.heldOutCategory,
                draft.features,
                draft.poison,
                draft.countsAlike,
                draft.model);
    }

    private static void check(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be above 0 and up to 1, got " + value);
        }
    }

    /** Settings that are being changed; they are checked when that is done. */
    public static final class Draft {
        public LabelProtocol protocol;
        public long seed;
        public ScoringSettings scoring;
        public AlertSettings alerts;
        public double thinMalicious;
        public boolean unknownIsBenign;
        public boolean carryOver;
        public @Nullable String heldOutCategory;
        public FeatureSettings features;
        public @Nullable Poison poison;
        public boolean countsAlike;
        public MeasuredModel model;

        private Draft(EvaluationSettings from) {
            protocol = from.protocol;
            seed = from.seed;
            scoring = from.scoring;
            alerts = from.alerts;
            thinMalicious = from.thinMalicious;
            unknownIsBenign = from.unknownIsBenign;
            carryOver = from.carryOver;
            heldOutCategory = from.heldOutCategory;
            features = from.features;
            poison = from.poison;
            countsAlike = from.countsAlike;
            model = from.model;
        }
    }
}

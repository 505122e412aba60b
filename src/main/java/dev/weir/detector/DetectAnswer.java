package dev.weir.detector;

import dev.weir.flow.ThreatCategory;
import dev.weir.scoring.Contribution;
import dev.weir.scoring.Detection;
import dev.weir.scoring.ScoreExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says how the detector scores a flow that somebody asked about.
 *
 * @param isThreat whether the score is at or above the threshold
 * @param score threat probability in [0,1]
 * @param probability how often a flow of this score turns out a threat, 0 to 1, by verdicts; the score where there are none
 * @param threshold least score of an alert, as it is set
 * @param modelVersion that scored it
 * @param category kind of threat it would be; null as long as no verdict has named one
 * @param logit log-odds of the score
 * @param explanation what adds up to the logit: what every flow gets, the reasons, and the rest
 * @param behaviour {@code known}, or {@code elsewhere} if another process has what is known of the source
 */
public record DetectAnswer(
        boolean isThreat,
        double score,
        double probability,
        double threshold,
        long modelVersion,
        @Nullable String category,
        double logit,
        List<Part> explanation,
        String behaviour) {
    /** Where another process has what is known of the source. */
    public static final String ELSEWHERE = "elsewhere";

    public DetectAnswer {
        explanation = List.copyOf(explanation);
    }

    /** What a detection is, as the API tells it. */
    public static DetectAnswer of(Detection detection) {
        ScoreExplanation explanation = detection.explanation();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("base", "what every flow gets", explanation.base()));
        for (int i = 0; i < explanation.reasons().size(); i++) {
            Contribution reason = explanation.reasons().get(i);
            parts.add(new Part(reason.feature(), detection.words().get(i), reason.logit()));
        }
        parts.add(new Part("rest", "all else", explanation.rest()));
        return new DetectAnswer(
                detection.score() >= detection.threshold(),
                detection.score(),
                explanation.probability(),
                detection.threshold(),
                detection.modelVersion(),
                detection.category().map(ThreatCategory::name).orElse(null),
                explanation.logit(),
                parts,
                detection.behaviour().name().toLowerCase(Locale.ROOT));
    }

    /**
     * A part of the logit.
     *
     * @param feature name of the feature; {@code base} or {@code rest}
     * @param words the same for people
     * @param logit what it adds
     */
    public record Part(String feature, String words, double logit) {}
}

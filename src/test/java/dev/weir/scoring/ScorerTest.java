package dev.weir.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.fold.calibration.Calibration;
import dev.weir.model.VowpalWabbitModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static final FeatureSchema SCHEMA = FeatureExtractor.schemaOf(FeatureSettings.defaults());

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void explanation_sumsToTheLogitOfTheScore_exactly() {
        ServedModel model = trained(300);
        Scorer scorer = new Scorer(() -> model, SCHEMA);
        for (int most : new int[] {0, 1, 8, 10_000}) {
            for (int i = 0; i < 50; i++) {
                FeatureVector vector = vector();
                double score = scorer.score(vector);
                ScoreExplanation explanation = scorer.explain(vector, most);

                double sum = explanation.base() + explanation.rest();
                for (Contribution reason : explanation.reasons()) {
                    sum += reason.logit();
                }
                assertThat(sum).isCloseTo(explanation.logit(), within(1e-12));
                assertThat(Scorer.probability(explanation.logit())).isEqualTo(score);
                assertThat(explanation.probability())
                        .as("nothing is calibrated yet")
                        .isEqualTo(score, within(1e-12));
                assertThat(explanation.reasons()).hasSizeLessThanOrEqualTo(most);
                assertThat(explanation.rest()).isCloseTo(unlisted(model, scorer.example(), explanation), within(1e-4));
            }
        }
    }

    @Test
    void explanation_ofACalibratedModel_saysHowProbableAThreatIs() {
        ServedModel plain = trained(300);
        Calibration calibration = new Calibration(20, 0.5, -1, 0.1, 0, 0.1);
        ServedModel model = new ServedModel(
                plain.version(), plain.lessons(), plain.weights(), plain.categories(), plain.sources(), calibration);
        Scorer scorer = new Scorer(() -> model, SCHEMA);
        FeatureVector vector = vector();

        double score = scorer.score(vector);

        ScoreExplanation explanation = scorer.explain(vector, 8);
        assertThat(explanation.probability()).isEqualTo(calibration.probability(explanation.logit()));
        assertThat(explanation.probability()).isNotEqualTo(score);
    }

    @Test
    void explanation_namesTheFlowsOwnFeatures_alsoRightAfterARestart() {
        ServedModel model = trained(300);
        FeatureVector vector = vector();
        Scorer scorer = new Scorer(() -> model, new FeatureEncoder(SCHEMA));
        scorer.score(vector);

        List<String> names = scorer.explain(vector, 10_000).reasons().stream()
                .map(Contribution::feature)
                .toList();

        assertThat(names).hasSizeGreaterThan(100).noneMatch(name -> name.contains("#"));
        assertThat(names).allMatch(name -> name.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    @Test
    void reasons_areTheLargestFirst() {
        ServedModel model = trained(300);
        Scorer scorer = new Scorer(() -> model, SCHEMA);
        FeatureVector vector = vector();
        scorer.score(vector);

        List<Double> sizes = scorer.explain(vector, 20).reasons().stream()
                .map(reason -> -Math.abs(reason.logit()))
                .toList();

        assertThat(sizes).hasSize(20).isSorted();
    }

    @Test
    void verdictOnAFlowJustLikeIt_isAReason_untilOthersAreLarger() {
        FeatureEncoder encoder = new FeatureEncoder(SCHEMA);
        FeatureVector vector = vector();
        vector.set(SCHEMA.position("flow.source_bytes"), 5);
        Example example = new Example(encoder.maxSize());
        encoder.encode(vector, example);
        ServedModel model;
        try (VowpalWabbitModel yielding = VowpalWabbitModel.yielding()) {
            yielding.learn(example, Verdict.BENIGN, false);
            model = ServedModel.of(new ModelSnapshot(1, yielding.save()));
        }
        Scorer scorer = new Scorer(() -> model, SCHEMA);
        scorer.score(vector);

        ScoreExplanation explanation = scorer.explain(vector, 3);

        assertThat(explanation.reasons()).hasSize(3).anySatisfy(reason -> {
            assertThat(reason.feature()).isEqualTo("verdicts on flows just like it");
            assertThat(reason.logit()).isNegative();
        });
        assertThat(explanation.rest())
                .isCloseTo(
                        unlisted(model, scorer.example(), explanation)
                                + model.weights().remembered(scorer.example()),
                        within(1e-4));
        assertThat(scorer.explain(vector, 0).reasons()).isEmpty();
    }

    /** What the features that are not listed add, summed on its own. */
    private static double unlisted(ServedModel model, Example example, ScoreExplanation explanation) {
        double all = 0;
        for (int i = 0; i < example.size(); i++) {
            all += model.weights().part(example, i);
        }
        return all
                - explanation.reasons().stream()
                        .mapToDouble(Contribution::logit)
                        .sum();
    }

    private ServedModel trained(int lessons) {
        FeatureEncoder encoder = new FeatureEncoder(SCHEMA);
        Example example = new Example(encoder.maxSize());
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            for (int i = 0; i < lessons; i++) {
                encoder.encode(vector(), example);
                model.learn(example, i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, false);
            }
            return ServedModel.of(new ModelSnapshot(lessons, model.save()));
        }
    }

    private FeatureVector vector() {
        FeatureVector vector = new FeatureVector(SCHEMA);
        Stream.iterate(0, column -> column + 1)
                .limit(SCHEMA.size())
                .forEach(column -> vector.set(
                        column,
                        SCHEMA.column(column).kind() == FeatureSchema.Kind.CATEGORY
                                ? random.nextInt(5)
                                : random.nextInt(9) == 0 ? Double.NaN : random.nextDouble() * 4));
        return vector;
    }
}

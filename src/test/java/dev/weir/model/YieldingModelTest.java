package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureSchema;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model whose prior stands beside what is learned. */
class YieldingModelTest implements ThreatModelContract {
    private static final int SUSPICION = FeatureEncoder.logitIndex(InitialWeights.COLUMN);
    private static final FeatureSchema SCHEMA =
            new FeatureSchema(List.of(new FeatureSchema.Column("suspicion", FeatureSchema.Kind.LOGIT, "Log-odds.")));

    @Override
    public ThreatModel untrained() {
        return VowpalWabbitModel.yielding();
    }

    @Override
    public ThreatModel load(ModelState state) {
        return VowpalWabbitModel.load(state);
    }

    /** What is learned and the prior are added up in another order by the learner than in the served weights. */
    @Override
    public double rounding() {
        return 2e-3;
    }

    @Test
    void untrained_saysWhatThePriorSays() {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            assertThat(model.score(suspected(0.5f))).isEqualTo(4);
            assertThat(model.lessons()).isZero();
        }
    }

    @Test
    void priorThatPointsTheWrongWay_isOverruled_soonerThanAsAWeight() {
        try (VowpalWabbitModel yielding = VowpalWabbitModel.yielding();
                VowpalWabbitModel weight = VowpalWabbitModel.untrained()) {
            Course noise = new Course(5, 60);
            for (int i = 0; i < 150; i++) {
                Verdict verdict = i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
                Example example = noise.example(Verdict.BENIGN);
                example.add(SUSPICION, verdict == Verdict.BENIGN ? 0.5f : -0.5f);
                yielding.learn(example, verdict, false);
                weight.learn(example, verdict, false);
            }
            Example unseen = suspected(0.5f);
            assertThat(yielding.weights().weight(SUSPICION))
                    .isLessThan(weight.weights().weight(SUSPICION) / 2);
            assertThat(yielding.score(unseen)).isLessThan(weight.score(unseen));
        }
    }

    @Test
    void parts_addUpToTheScore() {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            Course.teach(model, LESSONS);
            Example example = LESSONS.get(0).example().copy();
            example.add(SUSPICION, 0.7f);
            example.setShape(5);
            model.learn(example, Verdict.BENIGN, false);
            Weights weights = model.weights();
            double sum = weights.constant() + weights.remembered(example);
            for (int i = 0; i < example.size(); i++) {
                sum += weights.part(example, i);
            }
            assertThat(sum).isCloseTo(weights.score(example), within(1e-4));
        }
    }

    @Test
    void firstVerdict_takesItsAlertAndItsLikesDownAtOnce_andLeavesOthersWhereTheyAre() {
        Example alert = suspected(0.4f);
        alert.setShape(11);
        Example like = suspected(0.45f);
        like.setShape(11);
        Example other = suspected(0.4f);
        other.setShape(12);
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            double shown = model.learn(alert, Verdict.BENIGN, false);
            assertThat(shown).isCloseTo(3.2, within(1e-3));
            assertThat(model.score(alert)).isLessThan(0);
            assertThat(model.score(like)).isLessThan(0.5);
            assertThat(model.score(other)).isGreaterThan(2.5);
            assertThat(VowpalWabbitModel.load(model.save()).score(alert)).isEqualTo(model.score(alert));

            model.learn(alert, Verdict.MALICIOUS, true);
            assertThat(model.score(alert)).isGreaterThan(3);
            assertThat(model.weights().remembered(alert)).isPositive();
        }
    }

    @Test
    void pairsAtTheOffsetsPlace_areLearnedBesideIt() {
        Example there = new Example(1);
        there.add(VowpalWabbitLearner.OFFSET_INDEX, 1);
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            for (int i = 0; i < 20; i++) {
                model.learn(there, Verdict.MALICIOUS, false);
            }
            assertThat(model.learn(there, Verdict.MALICIOUS, false))
                    .isCloseTo(VowpalWabbitModel.load(model.save()).score(there), within(0.2));
            assertThat(model.score(there)).isPositive();
        }
    }

    @Test
    void weightOfTheOffset_staysWhatItWas() {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            for (int i = 0; i < 500; i++) {
                model.learn(suspected(i % 2 == 0 ? 1 : -1), i % 2 == 0 ? Verdict.BENIGN : Verdict.MALICIOUS, true);
            }
            float[] learned = Weights.table(ModelFormat.split(model.save()).learner());
            assertThat(learned[VowpalWabbitLearner.OFFSET_INDEX]).isEqualTo(VowpalWabbitLearner.OFFSET_WEIGHT);
        }
    }

    @Test
    void kindsOfThreat_areKeptBesideThePrior() {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            Course.teachAll(model, LESSONS.subList(0, 60));
            ModelState saved = model.save();
            assertThat(Categories.of(saved).of(LESSONS.get(0).example())).isPresent();
            try (VowpalWabbitModel loaded = VowpalWabbitModel.load(saved)) {
                Course.teachAll(loaded, LESSONS.subList(60, 90));
                Course.teachAll(model, LESSONS.subList(60, 90));
                assertThat(loaded.save()).isEqualTo(model.save());
            }
        }
    }

    @Test
    void modelToStartFrom_keepsAPartOfWhatWasLearned_andNoLesson() {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            Course.teach(model, LESSONS);
            ModelState start = StartingModel.of(model.save(), new StartingModel.Settings(50, 0.5));
            ModelFile.of(start, SCHEMA, "a test").requireFits(SCHEMA);
            Weights learned = model.weights();
            Weights started = Weights.of(start);
            assertThat(start.lessons()).isZero();
            assertThat(learned.weight(100)).isNotZero();
            assertThat(started.weight(100)).isZero();
            assertThat(started.weight(SUSPICION)).isEqualTo(8);
            try (VowpalWabbitModel next = VowpalWabbitModel.load(start);
                    VowpalWabbitModel alone = VowpalWabbitModel.yielding()) {
                Course.teach(next, LESSONS.subList(0, 30));
                Course.teach(alone, LESSONS.subList(0, 30));
                assertThat(next.weights().weight(100))
                        .isNotEqualTo(alone.weights().weight(100));
            }
        }
    }

    @Test
    void fileWhoseLearnerWouldMoveItsPrior_isRefused() {
        byte[] learner = InitialWeights.offsetTo(Untrained.LEARNER);
        ByteBuffer.wrap(learner).order(ByteOrder.LITTLE_ENDIAN).putFloat(learner.length - 4, 1);
        ModelState state = ModelFormat.join(new ModelFormat.Parts(0, 0, learner, YieldingPrior.GENERAL, null));
        assertThatThrownBy(() -> ModelFile.of(state, SCHEMA, "there").requireFits(SCHEMA))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("prior");
    }

    private static Example suspected(float suspicion) {
        Example example = new Example(1);
        example.add(SUSPICION, suspicion);
        return example;
    }
}

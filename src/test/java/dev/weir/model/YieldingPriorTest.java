package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;

class YieldingPriorTest {
    private static final PriorTable START = new PriorTable(new int[] {7, 900}, new float[] {3, -2});

    @Test
    void beforeTheFirstVerdict_theGeneralPriorAloneCounts() {
        assertThat(YieldingPrior.GENERAL.generalPart()).isOne();
        assertThat(YieldingPrior.GENERAL.startPart()).isZero();
        assertThat(YieldingPrior.GENERAL.learnedPart()).isZero();
        YieldingPrior started = YieldingPrior.startingFrom(START);
        assertThat(started.generalPart()).isOne();
        assertThat(started.startPart()).isZero();
        assertThat(started.offset(example(0.5f))).isCloseTo(0.5f * 8, within(1e-6f));
    }

    @Test
    void startingWeights_countOnceVerdictsBearThemOut() {
        YieldingPrior prior = YieldingPrior.startingFrom(START);
        for (int i = 0; i < 40; i++) {
            prior = after(prior, example(-0.1f), 0, Verdict.MALICIOUS);
        }
        assertThat(prior.startPart()).isGreaterThan(0.5);
        assertThat(prior.learnedPart()).isBetween(0.6, 0.7);
    }

    @Test
    void rareVerdicts_judgeAsMuchAsTheMany() {
        YieldingPrior prior = YieldingPrior.GENERAL;
        for (int i = 0; i < 120; i++) {
            prior = after(prior, example(0.25f), -4, i % 12 == 11 ? Verdict.MALICIOUS : Verdict.BENIGN);
        }
        YieldingPrior benignAlone = YieldingPrior.GENERAL;
        for (int i = 0; i < 120; i++) {
            benignAlone = after(benignAlone, example(0.25f), -4, Verdict.BENIGN);
        }
        assertThat(prior.generalPart()).isGreaterThan(0.8);
        assertThat(benignAlone.generalPart()).isLessThan(0.5);
    }

    @Test
    void priorThatIsWrong_isOverruled_andComesBackWhenItIsRight() {
        YieldingPrior prior = YieldingPrior.GENERAL;
        for (int i = 0; i < 200; i++) {
            prior = after(prior, example(0.5f), -2, Verdict.BENIGN);
        }
        assertThat(prior.generalPart()).isLessThan(0.3);
        for (int i = 0; i < 1_000; i++) {
            prior = after(prior, example(0.5f), -2, Verdict.MALICIOUS);
        }
        assertThat(prior.generalPart()).isGreaterThan(0.8);
    }

    @Test
    void startingWeightsThatAreWrong_areOverruled_andTheGeneralPriorStays() {
        YieldingPrior prior = YieldingPrior.startingFrom(START);
        for (int i = 0; i < 200; i++) {
            prior = after(prior, example(-0.5f), 0, Verdict.BENIGN);
        }
        assertThat(prior.startPart()).isLessThan(prior.generalPart() - 0.3);
    }

    @Test
    void verdictsThatTurnToAndFro_moveBeliefLittle_whereTheLastSharesAreThrownAbout() {
        assertThat(movedByTurns(YieldingRule.FORMAT_5)).isGreaterThan(0.2);
        assertThat(movedByTurns(YieldingRule.FORMAT_7)).isLessThan(0.1);
    }

    /** How far what counts of the prior goes to and fro over 100 verdicts after as many, ten of a kind in turn. */
    private static double movedByTurns(YieldingRule rule) {
        YieldingPrior prior = YieldingPrior.startingFrom(PriorTable.EMPTY, rule);
        DoubleSummaryStatistics parts = new DoubleSummaryStatistics();
        for (int i = 0; i < 200; i++) {
            prior = after(prior, example(0.5f), -1, i / 10 % 2 == 0 ? Verdict.BENIGN : Verdict.MALICIOUS);
            if (i >= 100) {
                parts.accept(prior.generalPart());
            }
        }
        return parts.getMax() - parts.getMin();
    }

    @Test
    void learner_leansOnHalfOfThePrior_andOfOldModelsOnAllOfIt() {
        assertThat(YieldingPrior.GENERAL.leantOn(3)).isEqualTo(1.5f);
        assertThat(YieldingPrior.startingFrom(START, YieldingRule.FORMAT_5).leantOn(3))
                .isEqualTo(3);
    }

    @Test
    void weightsToStartFrom_areBelievedAnew_whereAModelHadNone() {
        YieldingPrior prior = YieldingPrior.GENERAL;
        for (int i = 0; i < 100; i++) {
            prior = after(prior, example(0.5f), -2, Verdict.MALICIOUS);
        }
        YieldingPrior merged = prior.startingToo(START);
        assertThat(merged.startPart()).isCloseTo(100 / 120.0 / 3, within(1e-9));
        for (int i = 0; i < 10; i++) {
            merged = after(merged, example(-0.5f), 0, Verdict.BENIGN);
        }
        assertThat(merged.startPart()).isLessThan(0.2);
    }

    @Test
    void savedAndLoaded_isTheSame() {
        YieldingPrior prior = after(YieldingPrior.startingFrom(START), example(0.5f), -2, Verdict.BENIGN);
        ByteBuffer saved = ByteBuffer.allocate(prior.length());
        prior.put(saved);
        YieldingPrior loaded = YieldingPrior.of(YieldingRule.FORMAT_7, saved.flip());
        ByteBuffer again = ByteBuffer.allocate(loaded.length());
        loaded.put(again);
        assertThat(again.array()).isEqualTo(saved.array());
        assertThat(loaded.offset(example(0.3f))).isEqualTo(prior.offset(example(0.3f)));
    }

    @Test
    void damagedBytes_areRefused() {
        ByteBuffer saved = ByteBuffer.allocate(YieldingPrior.startingFrom(START).length());
        YieldingPrior.startingFrom(START).put(saved);
        byte[] bytes = saved.array();
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
            assertThatThrownBy(() -> YieldingPrior.of(YieldingRule.FORMAT_7, cut))
                    .isInstanceOf(DamagedModelException.class);
        }
        ByteBuffer trusting = ByteBuffer.wrap(bytes.clone()).putDouble(8, 2);
        assertThatThrownBy(() -> YieldingPrior.of(YieldingRule.FORMAT_7, trusting.rewind()))
                .isInstanceOf(DamagedModelException.class);
        ByteBuffer twice = ByteBuffer.wrap(bytes.clone()).putInt(bytes.length - 12, 7);
        assertThatThrownBy(() -> YieldingPrior.of(YieldingRule.FORMAT_7, twice.rewind()))
                .isInstanceOf(DamagedModelException.class);
    }

    /** Has the general prior's column, and one weight of {@link #START}. */
    private static YieldingPrior after(YieldingPrior prior, Example example, double learnedLogit, Verdict verdict) {
        return prior.after(example, prior.opinions(example), learnedLogit, verdict, 1);
    }

    private static Example example(float suspicion) {
        Example example = new Example(2);
        example.add(FeatureEncoder.logitIndex(InitialWeights.COLUMN), suspicion);
        example.add(7, 1);
        return example;
    }
}

package dev.weir.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final double EXACT = 1e-12;

    @Test
    void withoutOneClass_isUndefined() {
        assertThat(metrics("bbb", 1, 2, 3).averagePrecision()).isNaN();
        assertThat(metrics("mm", 1, 2).rocAuc()).isNaN();
        assertThat(RankingMetrics.of(new ScoredSet()).recallAtFpr1Percent()).isNaN();
    }

    @Test
    void allTied_isChance() {
        RankingMetrics metrics = metrics("mbbb", 0.5, 0.5, 0.5, 0.5);
        assertThat(metrics.averagePrecision()).isEqualTo(0.25, within(EXACT));
        assertThat(metrics.rocAuc()).isEqualTo(0.5, within(EXACT));
        assertThat(metrics.recallAtFpr1Percent()).isZero();
        assertThat(metrics.thresholdAtFpr1Percent()).isInfinite();
    }

    @Test
    void workedExample_hasTheFiguresFoundByHand() {
        // From the top: m (1/1), then m and b tied (2/3), then b, then m (3/5).
        RankingMetrics metrics = metrics("mmbbm", 0.9, 0.8, 0.8, 0.4, 0.1);
        assertThat(metrics.averagePrecision()).isEqualTo((1 + 2.0 / 3 + 3.0 / 5) / 3, within(EXACT));
        assertThat(metrics.rocAuc()).isEqualTo((1.5 + 2) / 6, within(EXACT));
        assertThat(metrics.recallAtFpr1Percent()).isEqualTo(1.0 / 3, within(EXACT));
        assertThat(metrics.thresholdAtFpr1Percent()).isEqualTo(0.9);
    }

    @Test
    void perfectRanking_findsAll() {
        RankingMetrics metrics = metrics("mmbb", 4, 3, 2, 1);
        assertThat(metrics.averagePrecision()).isEqualTo(1);
        assertThat(metrics.rocAuc()).isEqualTo(1);
        assertThat(metrics.recallAtFpr01Percent()).isEqualTo(1);
    }

    @Test
    void onePercentOfFalseAlerts_isAllowed_andNotOneMore() {
        ScoredSet set = new ScoredSet();
        for (int i = 0; i < 200; i++) {
            set.add(i, false);
        }
        set.add(197.5, true);
        set.add(196.5, true);
        RankingMetrics metrics = RankingMetrics.of(set);
        assertThat(metrics.recallAtFpr1Percent()).isEqualTo(0.5);
        assertThat(metrics.recallAtFpr01Percent()).isZero();
    }

    @Test
    void orderOfTies_doesNotMatter() {
        Random random = new Random(1);
        ScoredSet forward = new ScoredSet();
        ScoredSet backward = new ScoredSet();
        double[] scores = random.doubles(5000).map(s -> Math.floor(s * 20)).toArray();
        for (int i = 0; i < scores.length; i++) {
            forward.add(scores[i], i % 3 == 0);
            backward.add(scores[scores.length - 1 - i], (scores.length - 1 - i) % 3 == 0);
        }
        assertThat(RankingMetrics.of(backward)).isEqualTo(RankingMetrics.of(forward));
    }

    private static RankingMetrics metrics(String classes, double... scores) {
        ScoredSet set = new ScoredSet();
        for (int i = 0; i < scores.length; i++) {
            set.add(scores[i], classes.charAt(i) == 'm');
        }
        return RankingMetrics.of(set);
    }
}

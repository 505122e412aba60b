package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class BudgetGateTest {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long DAY_MICROS = 24 * HOUR_MICROS;
    private static final int BUDGET = 200;

    private final Random random = new Random(7);

    @Test
    void savedStateThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate().load(new byte[] {9}))
                .withMessageContaining("start without it");
        byte[] damaged = gate().save();
        damaged = Arrays.copyOf(damaged, damaged.length + 6);
        damaged[damaged.length - 6] = -1;
        byte[] wrong = damaged;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate().load(wrong))
                .withMessageContaining("which is none");
    }

    @Test
    void floodOfCertainScores_isHeldToAFifthOverTheBudgetInAnyDay() {
        BudgetGate gate = gate();
        List<Long> raised = new ArrayList<>();
        for (long at = 0; at < 3 * DAY_MICROS; at += 2_000_000) {
            boolean flood = at > DAY_MICROS && at < DAY_MICROS + 2 * HOUR_MICROS;
            if (passes(gate, flood ? 1.0 : random.nextDouble(), at, random.nextLong())) {
                raised.add(at);
            }
        }
        for (int from = 0; from < raised.size(); from++) {
            long start = raised.get(from);
            assertThat(raised.stream().filter(at -> at >= start && at < start + 23 * HOUR_MICROS))
                    .hasSizeLessThanOrEqualTo((int) (1.2 * BUDGET + 1));
        }
    }

    @Test
    void scoresThatAreAllAlike_areLetThroughAsManyAsFit() {
        assertThat(daily(at -> 0.42, 4)).allSatisfy(BudgetGateTest::isWithinAFifth);
    }

    @Test
    void dayRhythm_isNoReasonToMissTheBudget_notEvenOnTheFirstDay() {
        assertThat(daily(at -> Math.pow(random.nextDouble(), 4), 5)).allSatisfy(BudgetGateTest::isWithinAFifth);
    }

    @Test
    void driftOfAllScores_isFollowed() {
        assertThat(daily(at -> shifted(random.nextDouble(), 4 * at / DAY_MICROS - 8), 6))
                .allSatisfy(BudgetGateTest::isWithinAFifth);
        assertThat(daily(at -> shifted(random.nextDouble(), 8 - 4 * at / DAY_MICROS), 6))
                .allSatisfy(BudgetGateTest::isWithinAFifth);
    }

    @Test
    void flowsOfOneStory_areCountedOnce() {
        BudgetGate gate = gate();
        int raised = 0;
        for (long at = 0; at < 2 * DAY_MICROS; at += 4_000_000) {
            boolean chatter = random.nextInt(4) > 0;
            double score = chatter ? 0.3 : 0.4 * random.nextDouble();
            raised += passes(gate, score, at, chatter ? 5 : random.nextLong()) && at >= DAY_MICROS ? 1 : 0;
        }
        assertThat(raised).satisfies(count -> isWithinAFifth(count));
    }

    @Test
    void restart_goesOnWithTheSameThreshold() {
        BudgetGate gate = gate();
        for (long at = 0; at < DAY_MICROS; at += 10_000_000) {
            passes(gate, random.nextDouble(), at, random.nextLong());
        }
        BudgetGate restarted = gate();
        restarted.load(gate.save());
        assertThat(restarted.save()).isEqualTo(gate.save());
        assertThat(restarted.threshold()).isCloseTo(gate.threshold(), within(0.01));
    }

    @Test
    void partOfTheBudget_goesToEachPartition() {
        AlertGate gate = AlertPolicy.gate(ScoringSettings.ofAlertsPerDay(BUDGET), 4, Duration.ofMinutes(10));
        int raised = 0;
        for (long at = 0; at < 2 * DAY_MICROS; at += 4_000_000) {
            raised += passes(gate, random.nextDouble(), at, random.nextLong()) && at >= DAY_MICROS ? 1 : 0;
        }
        assertThat(raised).isBetween(40, 60);
    }

    /** Alerts of each day, of flows that are many by day and few by night. */
    private List<Integer> daily(DoubleUnaryOperator scoreAt, int days) {
        BudgetGate gate = gate();
        List<Integer> raised = new ArrayList<>();
        long at = 0;
        for (int day = 0; day < days; day++) {
            int count = 0;
            while (at < (day + 1) * DAY_MICROS) {
                double light = 1.05 + Math.cos(2 * Math.PI * at / DAY_MICROS);
                at += (long) (-Math.log(1 - random.nextDouble()) * 5_000_000 / light);
                count += passes(gate, scoreAt.applyAsDouble((double) at), at, random.nextLong()) ? 1 : 0;
            }
            raised.add(count);
        }
        return raised;
    }

    private static double shifted(double score, double logit) {
        return 1 / (1 + Math.exp(-logit) * (1 - score) / score);
    }

    private static void isWithinAFifth(int raised) {
        assertThat(raised).isBetween(BUDGET * 8 / 10, BUDGET * 12 / 10);
    }

    private static boolean passes(AlertGate gate, double score, long at, long story) {
        boolean alerting = gate.isAlerting(score);
        gate.observe(score, story, false, at);
        return alerting && gate.admitsNewAlert();
    }

    private static BudgetGate gate() {
        return new BudgetGate(BUDGET, Duration.ofMinutes(10));
    }
}

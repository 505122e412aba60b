package dev.weir.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.evaluation.labelling.Poison;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoisonTableTest {
    @Test
    void lossIsAgainstHonestVerdictsLearnedInTheSameWay_andHoldsOfAllRunsAreCounted() {
        PoisonReport report = new PoisonReport(List.of(
                new PoisonReport.Row(Poison.parse("honest"), report(0.9, 0.7, 0, 0), report(0.88, 0.7, 0, 1)),
                new PoisonReport.Row(Poison.parse("turn:100"), report(0.5, 0.7, 0, 0), report(0.8, 0.6, 24, 0))));

        assertThat(PoisonTable.of(report).lines())
                .anySatisfy(line -> assertThat(line)
                        .containsSubsequence(
                                "turn:100",
                                "0.6000",
                                "0.2000",
                                "ctu 0.4000",
                                "0.7000",
                                "0.0900",
                                "unsw 0.1000",
                                "24/24 1/2"))
                .anySatisfy(line -> assertThat(line).contains("cost 0.0100 in the mean, most on ctu 0.0200"))
                .anySatisfy(line -> assertThat(line).contains("the first wrong one: 1,600; held in them: 1 times"));
    }

    @Test
    void nothingHonestToCompareWith_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoisonReport(List.of()));
    }

    private static SuiteReport report(double ctu, double unsw, double toHold, double falseHolds) {
        return new SuiteReport("p", 1, List.of(row("ctu-1", ctu, toHold, falseHolds), row("unsw-1", unsw, 0, 0)));
    }

    private static SuiteRow row(String set, double precision, double toHold, double falseHolds) {
        Map<String, Double> figures = Map.of(
                SuiteRun.AVERAGE_PRECISION,
                precision,
                SuiteRun.HONEST_LABELS,
                400.0,
                SuiteRun.HOLDS,
                toHold > 0 ? 1.0 : 0,
                SuiteRun.FALSE_HOLDS,
                falseHolds,
                SuiteRun.LABELS_TO_HOLD,
                toHold > 0 ? toHold : Double.NaN);
        return new SuiteRow(set, Variant.WHOLE, List.of(new SuiteRun(42, figures)));
    }
}

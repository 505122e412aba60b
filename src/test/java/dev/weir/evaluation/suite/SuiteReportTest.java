package dev.weir.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteReportTest {
    @Test
    void setsOfOneNetwork_countOnce() {
        SuiteReport report = report(row("a-1", 0.2), row("a-2", 0.4), row("b", 0.9));
        assertThat(report.mean(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION)).isCloseTo(0.6, within(1e-12));
        assertThat(report.worst(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION).orElseThrow())
                .extracting(Map.Entry::getKey)
                .isEqualTo("a");
    }

    @Test
    void undefinedFigure_countsNowhere() {
        SuiteReport report = report(row("a", Double.NaN), row("b", 0.5, Double.NaN));
        assertThat(report.mean(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION)).isEqualTo(0.5);
        assertThat(report.mean(Variant.THINNED, SuiteRun.AVERAGE_PRECISION)).isNaN();
        assertThat(SuiteTable.of(report)).contains("worst: b").doesNotContain("NaN");
    }

    @Test
    void difference_isBeyondTheSeeds_whereNoSeedsMeet() {
        SuiteReport before = report(row("a", 0.5, 0.6), row("b", 0.5, 0.6), row("c", 0.5));
        SuiteReport now = report(row("a", 0.61, 0.7), row("b", 0.59, 0.9), row("d", 0.5));
        List<String> lines = SuiteTable.difference(before, now).lines().toList();
        assertThat(lines.get(1)).contains("a", "0.5500", "0.6550", "+0.1050").endsWith("better");
        assertThat(lines.get(2)).contains("b", "+0.1950").doesNotContain("better");
        assertThat(lines)
                .filteredOn(line -> line.contains("mean of common networks") && line.startsWith("whole"))
                .singleElement()
                .asString()
                .contains("0.5500", "0.7000");
        assertThat(lines).noneMatch(line -> line.startsWith("whole      c") || line.startsWith("whole      d"));
    }

    @Test
    void leavingANetworkOut_choosesByTheOthers() {
        Map<String, SuiteReport> builds = new LinkedHashMap<>();
        builds.put("steady", report(row("a", 0.6), row("b", 0.6), row("c", 0.6)));
        builds.put("for a", report(row("a", 1), row("b", 0.5), row("c", 0.5)));
        LeaveOneOut choice = LeaveOneOut.of(builds);
        assertThat(choice.chosenOnAll()).isEqualTo("for a");
        assertThat(choice.choices()).extracting(LeaveOneOut.Choice::chosen).containsExactly("steady", "for a", "for a");
        assertThat(choice.mean()).isCloseTo((0.6 + 0.5 + 0.5) / 3, within(1e-12));
        assertThat(choice.meanOfChosenOnAll()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(SuiteTable.of(choice)).contains("on all: for a");
    }

    @Test
    void choice_needsTwoBuildsAndTwoNetworks() {
        SuiteReport one = report(row("a", 0.5));
        assertThatThrownBy(() -> LeaveOneOut.of(Map.of("x", one))).hasMessageContaining("two builds");
        assertThatThrownBy(() -> LeaveOneOut.of(Map.of("x", one, "y", one))).hasMessageContaining("in common");
    }

    private static SuiteReport report(SuiteRow... rows) {
        return new SuiteReport("full", 0.05, List.of(rows));
    }

    private static SuiteRow row(String set, double... precisions) {
        List<SuiteRun> runs = new ArrayList<>();
        for (double precision : precisions) {
            runs.add(new SuiteRun(42 + runs.size(), Map.of(SuiteRun.AVERAGE_PRECISION, precision)));
        }
        return new SuiteRow(set, Variant.WHOLE, runs);
    }
}

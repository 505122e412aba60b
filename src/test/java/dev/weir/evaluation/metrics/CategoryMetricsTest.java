package dev.weir.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.evaluation.report.CategoryReport;
import dev.weir.flow.ThreatCategory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CategoryMetricsTest {
    private final CategoryMetrics metrics = new CategoryMetrics();

    @Test
    void nothingNamed_hasNoAccuracy() {
        metrics.raised(Optional.empty(), "ddos");
        metrics.recorded(named("ddos"), "ddos");

        CategoryReport report = metrics.report();

        assertThat(report.alerts()).isZero();
        assertThat(report.accuracy()).isNaN();
        assertThat(report.trivialAccuracy()).isNaN();
        assertThat(report.recordsOfTaught()).isZero();
        assertThat(report.accuracyOfTaught()).isNaN();
    }

    @Test
    void alerts_areComparedWithTheMostCommonKind() {
        metrics.raised(named("ddos"), "ddos");
        metrics.raised(named("ddos"), "Port Scan");
        metrics.raised(named("scan"), "Port Scan");
        metrics.raised(named("port-scan"), "Port Scan");

        CategoryReport report = metrics.report();

        assertThat(report.alerts()).isEqualTo(4);
        assertThat(report.accuracy()).isEqualTo(0.5);
        assertThat(report.trivialAccuracy()).isEqualTo(0.75);
    }

    @Test
    void recordsOfAKind_countOnceAVerdictHasNamedIt_alsoIfTheyNameNone() {
        metrics.recorded(named("ddos"), "Port Scan");
        metrics.teach("port scan");
        metrics.recorded(named("port-scan"), "Port Scan");
        metrics.recorded(Optional.empty(), "Port Scan");
        metrics.recorded(named("ddos"), "ddos");

        CategoryReport report = metrics.report();

        assertThat(report.recordsOfTaught()).isEqualTo(2);
        assertThat(report.accuracyOfTaught()).isEqualTo(0.5);
    }

    private static Optional<ThreatCategory> named(String name) {
        return Optional.of(new ThreatCategory(name, 0.5));
    }
}

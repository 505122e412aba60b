package dev.weir.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects families of metrics of one moment. All names get the prefix {@code weir_}, and counters {@code _total}. */
final class MetricFamilies {
    private static final String PREFIX = "weir_";

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    MetricSnapshots snapshots() {
        return all.build();
    }

    void counter(String name, String help, long value) {
        all.metricSnapshot(CounterSnapshot.builder()
                .name(PREFIX + name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build());
    }

    void counters(String name, String help, String label, Map<String, Long> values) {
        CounterSnapshot.Builder family =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((of, value) -> family.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, of))
                .value(value)
                .build()));
        all.metricSnapshot(family.build());
    }

    void gauge(String name, String help, long value) {
        gauge(name, help, (double) value);
    }

    void gauge(String name, String help, double value) {
        gauges(name, help, List.of(new Gauge(name, Map.of(), value)));
    }

    void gauges(String name, String help, String label, Map<String, Double> values) {
        List<Gauge> gauges = new ArrayList<>();
        values.forEach((of, value) -> gauges.add(new Gauge(name, Map.of(label, of), value)));
        gauges(name, help, gauges);
    }

    void gauges(String name, String help, List<Gauge> gauges) {
        GaugeSnapshot.Builder family =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (Gauge gauge : gauges) {
            Labels.Builder labels = Labels.builder();
            new TreeMap<>(gauge.labels()).forEach(labels::label);
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels.build())
                    .value(gauge.value())
                    .build());
        }
        all.metricSnapshot(family.build());
    }

    void histogram(String name, String help, Distribution distribution) {
        all.metricSnapshot(HistogramSnapshot.builder()
                .name(PREFIX + name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, distribution))
                .build());
    }

    void histograms(String name, String help, String label, Map<String, Distribution> distributions) {
        HistogramSnapshot.Builder family =
                HistogramSnapshot.builder().name(PREFIX + name).help(help);
        new TreeMap<>(distributions)
                .forEach((of, distribution) -> family.dataPoint(point(Labels.of(label, of), distribution)));
        all.metricSnapshot(family.build());
    }

    private static HistogramDataPointSnapshot point(Labels labels, Distribution distribution) {
        List<Double> upperBounds = new ArrayList<>(distribution.upperBounds());
        upperBounds.add(Double.POSITIVE_INFINITY);
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(upperBounds, distribution.counts()))
                .sum(distribution.sum())
                .build();
    }
}

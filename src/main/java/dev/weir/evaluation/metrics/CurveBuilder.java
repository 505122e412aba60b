package dev.weir.evaluation.metrics;

import dev.weir.evaluation.report.EvaluationReport.Curves;
import dev.weir.evaluation.report.EvaluationReport.Point;
import java.util.ArrayList;
import java.util.List;

/** Thins the full curves of a scored set down to what a plot can show. */
public final class CurveBuilder {
    private static final double LEAST_STEP = 0.002;
    private static final int SLICES = 50;

    private CurveBuilder() {}

    public static Curves of(ScoredSet set, double thresholdAtFpr1Percent, CalibrationMetrics calibration) {
        List<Point> bins = calibration.bins().stream()
                .map(bin -> new Point(bin.meanScore(), bin.maliciousShare()))
                .toList();
        return new Curves(precisionOverRecall(set), recallOverTime(set, thresholdAtFpr1Percent), bins);
    }

    private static List<Point> precisionOverRecall(ScoredSet set) {
        List<Point> points = new ArrayList<>();
        double[] last = {-1};
        new RankingMetrics.Sweep(set.sorted(true), set.sorted(false)).run((recall, precision) -> {
            if (recall - last[0] >= LEAST_STEP || (recall == 1 && last[0] < 1)) {
                points.add(new Point(recall, precision));
                last[0] = recall;
            }
        });
        return points;
    }

    private static List<Point> recallOverTime(ScoredSet set, double threshold) {
        List<Point> points = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            int from = (int) ((long) set.size() * slice / SLICES);
            int to = (int) ((long) set.size() * (slice + 1) / SLICES);
            int malicious = 0;
            int found = 0;
            for (int i = from; i < to; i++) {
                malicious += set.isMalicious(i) ? 1 : 0;
                found += set.isMalicious(i) && set.score(i) >= threshold ? 1 : 0;
            }
            if (malicious > 0) {
                points.add(new Point((slice + 0.5) / SLICES, found / (double) malicious));
            }
        }
        return points;
    }
}

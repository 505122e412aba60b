package dev.weir.features;

/** The columns about a source and its destination taken together. */
final class PairColumns {
    private final int countMinute;
    private final int countHour;
    private final int failureRatio;
    private final int gap;
    private final int interval;
    private final int jitter;
    private final int sizeSpread;
    private final int sizeDeviation;

    PairColumns(ColumnList list) {
        countMinute = list.numeric("pair.count.60s", "Flows between the two hosts over 60s (damped), ln(1+n).");
        countHour = list.numeric("pair.count.1h", "Flows between the two hosts over 1h (damped), ln(1+n).");
        failureRatio = list.numeric("pair.failure_ratio.1h", "Unanswered or refused part of the pair's flows, 0 to 1.");
        gap = list.numeric("pair.gap", "Time since the pair's flow before, ln(1+ms); absent for the first.");
        interval = list.numeric("pair.interval", "Mean of the pair's ln(1+ms) between flows; absent for the first.");
        jitter = list.numeric(
                "pair.jitter", "Mean distance of the pair's intervals from their mean, in ln; 0 is a clock.");
        sizeSpread = list.numeric("pair.size_spread", "Mean distance of the pair's sizes from their mean, in ln.");
        sizeDeviation =
                list.numeric("pair.size_deviation", "Distance of this flow's size from the pair's mean, in ln.");
    }

    void fillCounts(FeatureVector out, double minute, double hour, double failed) {
        out.set(countMinute, Numbers.log(minute));
        out.set(countHour, Numbers.log(hour));
        out.set(failureRatio, failed);
    }

    void fillSize(FeatureVector out, double countBefore, double deviation, double spread) {
        out.set(sizeSpread, countBefore > 0 ? spread : Double.NaN);
        out.set(sizeDeviation, countBefore > 0 ? Math.abs(deviation) : Double.NaN);
    }

    void fillInterval(FeatureVector out, double countBefore, double latest, double mean, double spread) {
        out.set(gap, countBefore > 0 ? latest : Double.NaN);
        out.set(interval, countBefore > 0 ? mean : Double.NaN);
        out.set(jitter, countBefore > 1 ? spread : Double.NaN);
    }
}

package dev.weir.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts how right the alerts of a phase were, and how well its scores rank. */
final class QualityMeter {
    private final List<Judged> judged = new ArrayList<>();
    private long alerts;
    private long rightAlerts;
    private long attacks;

    void add(double score, boolean alert, boolean malicious) {
        judged.add(new Judged(score, malicious));
        attacks += malicious ? 1 : 0;
        alerts += alert ? 1 : 0;
        rightAlerts += alert && malicious ? 1 : 0;
    }

    long alerts() {
        return alerts;
    }

    /** Share of alerts that were attacks, or NaN if there was no alert. */
    double precision() {
        return alerts == 0 ? Double.NaN : (double) rightAlerts / alerts;
    }

    /** Share of malicious flows that raised an alert, or NaN if there was none. */
    double recall() {
        return attacks == 0 ? Double.NaN : (double) rightAlerts / attacks;
    }

    /** Mean precision over the malicious flows, at the score of each, equal scores together; NaN if there was none. */
    double averagePrecision() {
        if (attacks == 0) {
            return Double.NaN;
        }
        judged.sort(Comparator.comparingDouble(Judged::score).reversed());
        double sum = 0;
        long found = 0;
        int from = 0;
        while (from < judged.size()) {
            int to = from;
            long foundHere = 0;
            while (to < judged.size()
                    && judged.get(to).score() == judged.get(from).score()) {
                foundHere += judged.get(to++).malicious() ? 1 : 0;
            }
            found += foundHere;
            sum += foundHere * ((double) found / to);
            from = to;
        }
        return sum / attacks;
    }

    private record Judged(double score, boolean malicious) {}
}

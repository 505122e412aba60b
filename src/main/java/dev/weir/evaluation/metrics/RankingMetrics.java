package dev.weir.evaluation.metrics;

/**
 * How well scores rank the malicious above the benign. Flows of equal score are taken together, so no figure depends on
 * their order. With a class missing a figure is NaN.
 *
 * @param averagePrecision area under precision over recall, 0 to 1; by chance the malicious share
 * @param rocAuc chance that a malicious flow scores above a benign one, ties half; 0 to 1
 * @param recallAtFpr1Percent malicious part found before more than 1 % of the benign is alerted on, 0 to 1
 * @param recallAtFpr01Percent the same for 0.1 %
 * @param thresholdAtFpr1Percent the lowest score that stays within 1 %; infinite if none does
 */
public record RankingMetrics(
        double averagePrecision,
        double rocAuc,
        double recallAtFpr1Percent,
        double recallAtFpr01Percent,
        double thresholdAtFpr1Percent) {

    public static RankingMetrics of(ScoredSet set) {
        return new Sweep(set.sorted(true), set.sorted(false)).run(CurveListener.NONE);
    }

    /** Told of each step of the sweep, from the highest score down. */
    @FunctionalInterface
    interface CurveListener {
        CurveListener NONE = (recall, precision) -> {};

        void step(double recall, double precision);
    }

    /** Walks down the scores of both classes at once. */
    static final class Sweep {
        private final double[] malicious;
        private final double[] benign;
        private int maliciousLeft;
        private int benignLeft;

        Sweep(double[] malicious, double[] benign) {
            this.malicious = malicious;
            this.benign = benign;
            this.maliciousLeft = malicious.length;
            this.benignLeft = benign.length;
        }

        RankingMetrics run(CurveListener listener) {
            if (malicious.length == 0 || benign.length == 0) {
                return new RankingMetrics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            }
            double precisionSum = 0;
            double pairs = 0;
            double atOnePercent = 0;
            double atOneTenth = 0;
            double threshold = Double.POSITIVE_INFINITY;
            while (maliciousLeft > 0 || benignLeft > 0) {
                double score = highest();
                int foundBefore = malicious.length - maliciousLeft;
                int falseBefore = benign.length - benignLeft;
                takeAll(score);
                int found = malicious.length - maliciousLeft;
                int falses = benign.length - benignLeft;
                pairs += (falses - falseBefore) * (foundBefore + (found - foundBefore) / 2.0);
                double recall = found / (double) malicious.length;
                double precision = found / (double) (found + falses);
                precisionSum += (found - foundBefore) / (double) malicious.length * precision;
                double falsePart = falses / (double) benign.length;
                if (falsePart <= 0.01) {
                    atOnePercent = recall;
                    threshold = score;
                }
                if (falsePart <= 0.001) {
                    atOneTenth = recall;
                }
                listener.step(recall, precision);
            }
            double auc = pairs / ((double) malicious.length * benign.length);
            return new RankingMetrics(precisionSum, auc, atOnePercent, atOneTenth, threshold);
        }

        private double highest() {
            double fromMalicious = maliciousLeft > 0 ? malicious[maliciousLeft - 1] : Double.NEGATIVE_INFINITY;
            double fromBenign = benignLeft > 0 ? benign[benignLeft - 1] : Double.NEGATIVE_INFINITY;
            return Math.max(fromMalicious, fromBenign);
        }

        private void takeAll(double score) {
            while (maliciousLeft > 0 && malicious[maliciousLeft - 1] >= score) {
                maliciousLeft--;
            }
            while (benignLeft > 0 && benign[benignLeft - 1] >= score) {
                benignLeft--;
            }
        }
    }
}

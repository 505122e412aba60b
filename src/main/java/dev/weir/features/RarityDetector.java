package dev.weir.features;

import dev.weir.flow.QuickHash;
import java.nio.ByteBuffer;

/**
 * Scores how unusual a flow is among all recent flows, without any verdict. High = threat. One damped histogram per watched column
 * (Goldstein and Dengel, HBOS, 2012), the surprise of each bin added up and set against its own running mean and spread.
 */
final class RarityDetector {
    private static final int BINS = 64;
    private static final double SMOOTHING = 0.5;
    private static final float RESCALE_ABOVE = 1e6f;
    private static final double LEAST_STEP = 0.0005;

    private final int[] columns;
    private final double[] binsPerUnit;
    private final float[][] histograms;
    private final double growth;
    private float weight = 1;
    private float total;
    private double mean;
    private double variance = 1;
    private long flows;

    /**
     * @param columns positions of the columns to watch
     * @param binsPerUnit bins per unit of each; 0 for a category
     * @param memoryFlows after how many flows half is forgotten
     */
    RarityDetector(int[] columns, double[] binsPerUnit, int memoryFlows) {
        this.columns = columns.clone();
        this.binsPerUnit = binsPerUnit.clone();
        this.histograms = new float[columns.length][BINS];
        this.growth = Math.pow(2, 1.0 / memoryFlows);
    }

    /** The anomaly of a flow, 0 to 1, before it is taken in. */
    double observe(FeatureVector vector) {
        double surprise = 0;
        for (int c = 0; c < columns.length; c++) {
            float[] histogram = histograms[c];
            int bin = bin(vector.get(columns[c]), binsPerUnit[c]);
            surprise -= Math.log((histogram[bin] / weight + SMOOTHING) / (total / weight + SMOOTHING * BINS));
            histogram[bin] += weight;
        }
        total += weight;
        weight *= (float) growth;
        if (weight > RESCALE_ABOVE) {
            rescale();
        }
        return standardize(surprise);
    }

    private double standardize(double surprise) {
        double step = Math.max(LEAST_STEP, 1.0 / ++flows);
        double deviation = surprise - mean;
        double score = 1 / (1 + Math.exp(-deviation / Math.sqrt(variance + 1e-3)));
        mean += step * deviation;
        variance += step * (deviation * deviation - variance);
        return score;
    }

    private void rescale() {
        for (float[] histogram : histograms) {
            for (int bin = 0; bin < BINS; bin++) {
                histogram[bin] /= weight;
            }
        }
        total /= weight;
        weight = 1;
    }

    private static int bin(float value, double binsPerUnit) {
        if (Float.isNaN(value)) {
            return 0;
        }
        if (binsPerUnit == 0) {
            return (int) (QuickHash.mix((long) value) >>> 58);
        }
        return 1 + (int) Math.max(0, Math.min(BINS - 2, value * binsPerUnit));
    }

    int stateBytes() {
        return 2 * Float.BYTES + 3 * Long.BYTES + histograms.length * BINS * Float.BYTES;
    }

    void save(ByteBuffer to) {
        to.putFloat(weight).putFloat(total).putDouble(mean).putDouble(variance).putLong(flows);
        for (float[] histogram : histograms) {
            to.asFloatBuffer().put(histogram);
            to.position(to.position() + BINS * Float.BYTES);
        }
    }

    void load(ByteBuffer from) {
        weight = from.getFloat();
        total = from.getFloat();
        mean = from.getDouble();
        variance = from.getDouble();
        flows = from.getLong();
        for (float[] histogram : histograms) {
            from.asFloatBuffer().get(histogram);
            from.position(from.position() + BINS * Float.BYTES);
        }
    }
}

package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import org.vowpalwabbit.spark.VowpalWabbitExample;
import org.vowpalwabbit.spark.VowpalWabbitNative;
import org.vowpalwabbit.spark.prediction.ScalarPrediction;

/**
 * Hands examples to a native instance. A native example grows each time it is cleared and filled, and zeroes all it has grown to:
 * with some hundred pairs that is 40 µs a lesson after a thousand of them. A new one each time would do, but each leaves 32 bytes
 * behind that are never freed; so one serves for a while. Not thread-safe.
 */
final class NativeExamples implements AutoCloseable {
    private static final char NAMESPACE = 'f';
    private static final int LESSONS_PER_EXAMPLE = 16;
    /** Grows slower, having one pair. */
    private static final int PROBES_PER_EXAMPLE = 256;

    private final VowpalWabbitNative instance;
    private final Pairs pairs = new Pairs();
    private final int[] probeIndex = new int[1];
    private final double[] probeValue = {1};
    private VowpalWabbitExample lesson;
    private VowpalWabbitExample probe;
    private int lessons;
    private int probes;

    /** @param instance closed with this */
    NativeExamples(VowpalWabbitNative instance) {
        this.instance = instance;
        this.lesson = instance.createExample();
        this.probe = instance.createExample();
    }

    void learn(Example features, float label, float importance) {
        fill(features);
        lesson.setLabel(importance, label);
        lesson.learn();
    }

    /** The prediction on the last example learned, before its update. Asking costs a tenth of learning. */
    float before() {
        return ((ScalarPrediction) lesson.getPrediction()).getValue();
    }

    /** A prediction. Changes what the instance saves. */
    float predict(Example features) {
        fill(features);
        return ((ScalarPrediction) lesson.predict()).getValue();
    }

    private void fill(Example features) {
        pairs.take(features);
        lesson = cleared(lesson, ++lessons % LESSONS_PER_EXAMPLE == 0);
        lesson.addToNamespaceSparse(NAMESPACE, pairs.indices(), pairs.values());
    }

    /** The weight at an index, cut at ±50, of an instance without a constant. Changes what the instance saves. */
    float weight(int index) {
        probeIndex[0] = index;
        probe = cleared(probe, ++probes % PROBES_PER_EXAMPLE == 0);
        probe.addToNamespaceSparse(NAMESPACE, probeIndex, probeValue);
        return ((ScalarPrediction) probe.predict()).getValue();
    }

    private VowpalWabbitExample cleared(VowpalWabbitExample example, boolean renew) {
        if (renew) {
            example.close();
            return instance.createExample();
        }
        example.clear();
        return example;
    }

    @Override
    public void close() {
        lesson.close();
        probe.close();
        instance.close();
    }
}

package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vowpalwabbit.spark.VowpalWabbitNative;

/**
 * The weights of a learner that goes on learning, without saving it: a save writes every weight that was ever touched, 35 ms for
 * 77,000 of them, where a lesson touches some 260.
 *
 * <p>A second native instance learns the same lessons, and is asked for each weight that they touched by a prediction on it alone,
 * 1 µs each. It is a second one because a prediction changes what an instance saves. And it has no constant of its own: the feature
 * that every example has is an ordinary pair here, the last of each example as in the learner, so all sums are formed in the same
 * order, and a prediction on one pair of value 1 is its weight to the last bit. Not thread-safe.
 */
final class WeightReader implements AutoCloseable {
    /** As many lessons are learned twice at most; with more to catch up with, a save is cheaper. */
    private static final int MOST_PENDING = 1_000;

    private record Pending(Example example, float label, float importance) {}

    private final NativeExamples twin;
    private final float[] weights;
    private final List<Pending> pending = new ArrayList<>();
    private final BitSet touched = new BitSet(WeightTable.WEIGHTS);

    /**
     * @param twin an instance that has learned what the learner has, and knows no constant; closed with this
     * @param weights what the learner saves now; nobody else keeps them
     */
    WeightReader(VowpalWabbitNative twin, float[] weights) {
        this.twin = new NativeExamples(twin);
        this.weights = weights;
    }

    /**
     * Takes note of what the learner has just learned.
     *
     * @return false if it is too much to follow: close this, and start anew from what the learner saves
     */
    boolean follow(Example example, float label, float importance) {
        pending.add(new Pending(example.copy(), label, importance));
        return pending.size() < MOST_PENDING;
    }

    /**
     * Brings the table up to date.
     *
     * @return false if a weight cannot be read, since predictions end at ±50: close this, and start anew
     */
    boolean update() {
        catchUp();
        for (int index = touched.nextSetBit(0); index >= 0; index = touched.nextSetBit(index + 1)) {
            float weight = twin.weight(index);
            if (Math.abs(weight) >= SavedWeights.MAX_LOGIT) {
                return false;
            }
            weights[index] = weight;
        }
        touched.clear();
        return true;
    }

    /** The learner's prediction, which takes 3 µs. Adds the constant to the example. */
    float predict(Example example) {
        catchUp();
        example.add(WeightTable.CONSTANT_INDEX, 1);
        return twin.predict(example);
    }

    private void catchUp() {
        for (Pending lesson : pending) {
            learn(lesson);
        }
        pending.clear();
    }

    private void learn(Pending lesson) {
        Example example = lesson.example();
        example.add(WeightTable.CONSTANT_INDEX, 1);
        twin.learn(example, lesson.label(), lesson.importance());
        for (int i = 0; i < example.size(); i++) {
            touched.set(Pairs.index(example.index(i)));
        }
    }

    /** A copy of the table as last brought up to date. */
    float[] weights() {
        return weights.clone();
    }

    @Override
    public void close() {
        twin.close();
    }
}

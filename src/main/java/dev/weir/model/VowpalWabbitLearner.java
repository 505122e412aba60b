package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;
import dev.weir.flow.Printable;
import org.jspecify.annotations.Nullable;
import org.vowpalwabbit.spark.VowpalWabbitNative;

/**
 * The native instance that learns, and only learns: Vowpal Wabbit counts predictions too, so a prediction would change the
 * bytes it saves. Not thread-safe.
 *
 * <p>The arguments are constants, since a fold must give the same bytes on each instance whatever its settings say, and they
 * are given again at each load, since a saved model does not keep its loss function. Whoever changes them raises
 * {@link #VERSION}. {@code power_t} is not the usual 0.5 on purpose: at exactly 0.5 the update takes the processor's approximate
 * reciprocal square root ({@code rsqrtss}), whose last bits differ between makers, and two instances would drift apart. The
 * update is adaptive and invariant, but not normalized, as it is by default: values come here on one scale already, and
 * normalizing answers a small first value with a large weight that shouts when an ordinary value comes. The learning rate is a
 * tenth of the usual, since an example has some 400 indicators: at 0.5 each lesson would be learned by heart.
 */
public final class VowpalWabbitLearner implements AutoCloseable {
    /** Version of the arguments below, of {@link Pairs} and of the weight of a correction; part of every saved model. */
    public static final int VERSION = 2;

    /** A weight that no lesson moves: the value of its pair is added to the logit as it is. Next to the constant's. */
    static final int OFFSET_INDEX = WeightTable.CONSTANT_INDEX ^ 2;

    static final float OFFSET_WEIGHT = 1;
    /** So much squared gradient that a step is less than the last bit of the weight, and less than that of any sum of steps. */
    static final float OFFSET_SEEN = 1e30f;

    /** Pairs of a common example. */
    private static final int ROOM = 512;

    private static final int MAX_REASON = 200;
    private static final String ARGUMENTS = "--quiet --bit_precision " + WeightTable.BITS
            + " --loss_function logistic --adaptive --invariant --learning_rate 0.05 --power_t 0.4999 --save_resume --preserve_performance_counters";

    /** How many bytes come before the weights in what an instance saves: all that it saves untrained. */
    private static final class Head {
        static final int LENGTH = length();

        private static int length() {
            try (VowpalWabbitLearner learner = untrained()) {
                return learner.save().length;
            }
        }
    }

    private final VowpalWabbitNative instance;
    private final NativeExamples examples;
    /** The last one learned whose logit had more in it, with that; filled anew for each. */
    private final Example withOffset = new Example(ROOM);
    /** Null until weights are asked for, and after more lessons than it can follow. */
    private @Nullable WeightReader reader;

    private VowpalWabbitLearner(VowpalWabbitNative instance) {
        this.instance = instance;
        this.examples = new NativeExamples(instance);
    }

    /** @throws UnsupportedOperationException if Vowpal Wabbit's native library does not run here */
    static VowpalWabbitLearner untrained() {
        return new VowpalWabbitLearner(start(ARGUMENTS, null));
    }

    /**
     * Goes on from saved bytes. They must be sound: two thirds of damaged ones load without an error.
     *
     * @throws DamagedModelException if Vowpal Wabbit refuses them
     */
    static VowpalWabbitLearner load(byte[] saved) {
        return new VowpalWabbitLearner(start(ARGUMENTS, saved));
    }

    /**
     * Learns one example.
     *
     * @param label 1 or -1
     * @param importance how many times over
     */
    void learn(Example features, float label, float importance) {
        examples.learn(features, label, importance);
        if (reader != null && !reader.follow(features, label, importance)) {
            closeReader();
        }
    }

    /**
     * Learns one example whose logit has more in it than the learned weights give.
     *
     * @param offset that, as a pair may have it
     */
    void learn(Example features, float offset, float label, float importance) {
        withOffset.clear();
        for (int i = 0; i < features.size(); i++) {
            withOffset.add(place(features.index(i)), features.value(i));
        }
        withOffset.add(OFFSET_INDEX, offset);
        learn(withOffset, label, importance);
    }

    /** Where the weight of an index is if the place of the offset is taken. */
    static int place(int index) {
        int place = Pairs.index(index);
        return place == OFFSET_INDEX ? place ^ 1 : place;
    }

    /** The logit of the last example learned, before its update. */
    float before() {
        return examples.before();
    }

    /** A copy of the weights as they are now. After few lessons since the last call that costs far less than {@link #save}. */
    float[] weights() {
        if (!reader().update()) {
            closeReader();
        }
        return reader().weights();
    }

    /** The logit of an example that nobody else needs any more: it is changed. Saves nothing, and leaves what is saved as it is. */
    float predict(Example spent) {
        return reader().predict(spent);
    }

    private WeightReader reader() {
        if (reader == null) {
            byte[] saved = save();
            reader =
                    new WeightReader(start(ARGUMENTS + " --noconstant", saved), SavedWeights.table(saved, Head.LENGTH));
        }
        return reader;
    }

    byte[] save() {
        return instance.getModel();
    }

    @Override
    public void close() {
        closeReader();
        examples.close();
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private static VowpalWabbitNative start(String arguments, byte @Nullable [] saved) {
        NativeLibrary.load();
        try {
            return saved == null ? new VowpalWabbitNative(arguments) : new VowpalWabbitNative(arguments, saved);
        } catch (Exception e) {
            // The native side throws checked exceptions that no signature declares.
            String reason = Printable.escape(String.valueOf(e.getMessage()), MAX_REASON);
            throw new DamagedModelException("Vowpal Wabbit refuses the saved model: " + reason, e);
        }
    }
}

package dev.weir.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vowpalwabbit.spark.VowpalWabbitExample;
import org.vowpalwabbit.spark.VowpalWabbitNative;
import org.vowpalwabbit.spark.prediction.ScalarPrediction;

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
final class VowpalWabbitLearner implements AutoCloseable {
    /** Version of the arguments below, of {@link Pairs} and of the weight of a correction; part of every saved model. */
    static final int VERSION = 2;

    static final int BITS = 18;
    static final int WEIGHTS = 1 << BITS;
    /** Where Vowpal Wabbit keeps the weight of the feature that every example has: its constant 11650396, masked. */
    static final int CONSTANT_INDEX = 11_650_396 & (WEIGHTS - 1);

    private static final String ARGUMENTS = "--quiet --bit_precision " + BITS
            + " --loss_function logistic --adaptive --invariant --learning_rate 0.05 --power_t 0.4999 --save_resume --preserve_performance_counters";
    private static final char NAMESPACE = 'f';
    /**
     * A native example grows each time it is cleared and filled, and zeroes all it has grown to: after a thousand lessons that is
     * 40 µs a lesson. A new one for each lesson would do, but each leaves 32 bytes behind that are never freed.
     */
    private static final int LESSONS_PER_EXAMPLE = 16;

    private final VowpalWabbitNative instance;
    private VowpalWabbitExample example;
    private int lessonsOfExample;
    private final Pairs pairs = new Pairs();

    private VowpalWabbitLearner(VowpalWabbitNative instance) {
        this.instance = instance;
        this.example = instance.createExample();
    }

    /** @throws UnsupportedOperationException if Vowpal Wabbit's native library does not run here */
    static VowpalWabbitLearner untrained() {
        return new VowpalWabbitLearner(start(null));
    }

    /**
     * Goes on from saved bytes. They must be sound: two thirds of damaged ones load without an error.
     *
     * @throws DamagedModelException if Vowpal Wabbit refuses them
     */
    static VowpalWabbitLearner load(byte[] saved) {
        return new VowpalWabbitLearner(start(saved));
    }

    /**
     * Learns one example.
     *
     * @param label 1 or -1
     * @param importance how many times over
     * @return the logit before the update
     */
    float learn(Example features, float label, float importance) {
        pairs.take(features);
        clearExample();
        example.addToNamespaceSparse(NAMESPACE, pairs.indices(), pairs.values());
        example.setLabel(importance, label);
        example.learn();
        return ((ScalarPrediction) example.getPrediction()).getValue();
    }

    private void clearExample() {
        if (++lessonsOfExample % LESSONS_PER_EXAMPLE == 0) {
            example.close();
            example = instance.createExample();
        } else {
            example.clear();
        }
    }

    byte[] save() {
        return instance.getModel();
    }

    @Override
    public void close() {
        example.close();
        instance.close();
    }

    private static VowpalWabbitNative start(byte @Nullable [] saved) {
        requireSupportedPlatform();
        try {
            return saved == null ? new VowpalWabbitNative(ARGUMENTS) : new VowpalWabbitNative(ARGUMENTS, saved);
        } catch (LinkageError e) {
            throw new UnsupportedOperationException(
                    "Vowpal Wabbit's native library does not load here; it needs Linux on x86-64 with glibc 2.17 or newer"
                            + " and room for 32 MB in " + System.getProperty("java.io.tmpdir"),
                    e);
        } catch (RuntimeException e) {
            throw new DamagedModelException("Vowpal Wabbit refuses the saved model: " + e.getMessage(), e);
        }
    }

    private static void requireSupportedPlatform() {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        String plain = system.toLowerCase(Locale.ROOT);
        if (!plain.equals("linux amd64") && !plain.equals("linux x86_64")) {
            throw new UnsupportedOperationException(
                    "Weir learns with Vowpal Wabbit, whose library for Java runs on Linux x86-64" + " only, not on "
                            + system + "; run it there, or in a Linux x86-64 container");
        }
    }
}

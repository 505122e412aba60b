package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;

/**
 * The weights of a saved model, for scoring. Immutable and thread-safe: all threads share one, and a new model is one
 * reference to swap.
 *
 * <p>The weights of a model whose prior yields are the learned ones and the part of the prior that counts, added up here: so a score
 * takes one pass over one table, and what each feature adds to it is one number.
 *
 * <p>Scores here, in Java, and not through the native instance, for three reasons: handing an example of 100 pairs to
 * the native side takes 1 µs, the sum 0.2 µs; native instances belong to one thread each; and predicting changes their
 * bytes. The sum is formed as Vowpal Wabbit forms it (in order, in single precision, the constant last, within ±50), so
 * that it is Vowpal Wabbit's own prediction to the last bit; a test holds that.
 */
public final class Weights {
    /** Logits stay within plus and minus this. */
    public static final float MAX_LOGIT = SavedWeights.MAX_LOGIT;

    private final float[] weights;
    private final Remembered remembered;
    private final float rememberedPart;

    private Weights(float[] weights, Remembered remembered, float rememberedPart) {
        this.weights = weights;
        this.remembered = remembered;
        this.rememberedPart = rememberedPart;
    }

    /** @throws DamagedModelException if the state is no sound model of this learner */
    public static Weights of(ModelState state) {
        return of(ModelFormat.split(state));
    }

    static Weights of(ModelFormat.Parts parts) {
        Weights learned = ofLearner(parts.learner());
        YieldingPrior prior = parts.prior();
        return prior == null ? learned : learned.with(prior);
    }

    /** What counts of these, learned beside a prior, and what counts of the prior. */
    Weights with(YieldingPrior prior) {
        float[] sum = weights.clone();
        float part = (float) prior.learnedPart();
        if (part != 1) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] *= part;
            }
        }
        prior.addTo(sum);
        sum[VowpalWabbitLearner.OFFSET_INDEX] = sum[VowpalWabbitLearner.place(VowpalWabbitLearner.OFFSET_INDEX)];
        return new Weights(sum, prior.remembered(), (float) prior.rememberedPart());
    }

    /** @param weights one for each index; nobody else keeps them */
    static Weights owning(float[] weights) {
        return new Weights(weights, Remembered.NOTHING, 0);
    }

    static Weights ofLearner(byte[] saved) {
        return owning(table(saved));
    }

    /** @throws DamagedModelException if no learner saves such bytes */
    static float[] table(byte[] saved) {
        return SavedWeights.table(saved, Untrained.LEARNER.length);
    }

    /** The logit of the threat probability, -50 to 50. High = threat. */
    public double score(Example example) {
        float sum = 0;
        for (int i = 0; i < example.size(); i++) {
            float value = Pairs.value(example.value(i));
            if (value != 0) {
                sum += weights[Pairs.index(example.index(i))] * value;
            }
        }
        sum += weights[WeightTable.CONSTANT_INDEX];
        sum += remembered(example);
        return Float.isNaN(sum) ? 0 : Math.max(-MAX_LOGIT, Math.min(MAX_LOGIT, sum));
    }

    /** What verdicts on flows like an example add to its logit, beside what was learned from them; 0 if there were none. */
    public float remembered(Example example) {
        return rememberedPart * remembered.logit(example);
    }

    /**
     * The logit of one slot of a {@link CategoryLearner}, which has its weights at indices of its own; Vowpal Wabbit's,
     * too.
     */
    double scoreOfSlot(Example example, int slot) {
        float sum = 0;
        for (int i = 0; i < example.size(); i++) {
            sum += weights[SavedWeights.index(example.index(i), slot)] * Pairs.value(example.value(i));
        }
        sum += weights[SavedWeights.index(WeightTable.CONSTANT_INDEX, slot)];
        sum += weights[WeightTable.CONSTANT_INDEX];
        return Float.isNaN(sum) ? 0 : Math.max(-MAX_LOGIT, Math.min(MAX_LOGIT, sum));
    }

    /**
     * What one pair of an example adds to the logit; all of them together with the {@link #constant} and what is {@link
     * #remembered} are the {@link #score}, unless that is cut at ±50.
     */
    public double part(Example example, int position) {
        return (double) weights[index(example.index(position))] * Pairs.value(example.value(position));
    }

    /** What every example has in its logit. */
    public float constant() {
        return weights[WeightTable.CONSTANT_INDEX];
    }

    /** The weight that an index of an example means: any index is taken modulo {@link #count}. */
    public static int index(int index) {
        return Pairs.index(index);
    }

    /** One weight; its index is taken as in examples. */
    public float weight(int index) {
        return weights[index(index)];
    }

    /** How many weights there are: 2^18. */
    public static int count() {
        return WeightTable.WEIGHTS;
    }
}

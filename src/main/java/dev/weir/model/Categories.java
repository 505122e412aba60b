package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.flow.ThreatCategory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what kind of threat a flow is, by the weights of a saved model. Immutable and thread-safe, as {@link Weights} are. */
public final class Categories {
    private static final Categories NONE = new Categories(List.of(), null);

    private final List<String> names;
    private final @Nullable Weights weights;

    private Categories(List<String> names, @Nullable Weights weights) {
        this.names = names;
        this.weights = weights;
    }

    /** @throws DamagedModelException if the state is no sound model */
    public static Categories of(ModelState state) {
        return of(ModelFormat.split(state).categories());
    }

    /** Before the first lesson that names a kind. */
    public static Categories none() {
        return NONE;
    }

    static Categories of(List<String> names, Weights weights) {
        return new Categories(names, weights);
    }

    static Categories of(@Nullable CategoryState saved) {
        return saved == null ? NONE : new Categories(saved.names(), Weights.ofLearner(saved.learner()));
    }

    /** The name that a word of an analyst has as a category. */
    public static String plainName(String word) {
        return CategorySlots.plain(word);
    }

    /**
     * The likeliest kind, of equals the one taught first; empty before the first lesson that names one.
     *
     * <p>The probability is the slot's own, divided by the sum of all where that is above 1: a kind that is the only one known is
     * not certain for that.
     */
    public Optional<ThreatCategory> of(Example example) {
        if (weights == null) {
            return Optional.empty();
        }
        double[] logits = new double[names.size()];
        for (int slot = 0; slot < logits.length; slot++) {
            logits[slot] = weights.scoreOfSlot(example, slot);
        }
        return Optional.of(likeliest(names, logits));
    }

    static ThreatCategory likeliest(List<String> names, double[] logits) {
        int best = 0;
        double highest = -1;
        double sum = 0;
        for (int slot = 0; slot < logits.length; slot++) {
            double probability = 1 / (1 + Math.exp(-logits[slot]));
            sum += probability;
            if (probability > highest) {
                highest = probability;
                best = slot;
            }
        }
        return new ThreatCategory(names.get(best), highest / Math.max(1, sum));
    }
}

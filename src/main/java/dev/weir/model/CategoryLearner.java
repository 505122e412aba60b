package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.WeightTable;
import dev.weir.flow.ThreatCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns what kinds of threat there are, from verdicts that name one: one against all, as Vowpal Wabbit's reduction of that name
 * does, in one more instance of the threat model's learner. Each slot has weights of its own, at indices mixed with its number,
 * so that the saved form, its checks and its reading in Java are those of the threat model. Not thread-safe.
 */
final class CategoryLearner implements AutoCloseable {
    private final CategorySlots slots;
    private final VowpalWabbitLearner learner;
    private byte @Nullable [] saved;

    private CategoryLearner(CategorySlots slots, VowpalWabbitLearner learner, byte @Nullable [] saved) {
        this.slots = slots;
        this.learner = learner;
        this.saved = saved;
    }

    static CategoryLearner untrained() {
        return new CategoryLearner(new CategorySlots(List.of()), VowpalWabbitLearner.untrained(), null);
    }

    /** @throws DamagedModelException if Vowpal Wabbit refuses the bytes */
    static CategoryLearner load(CategoryState state) {
        return new CategoryLearner(
                new CategorySlots(state.names()), VowpalWabbitLearner.load(state.learner()), state.learner());
    }

    void learn(Example example, String word) {
        int taught = slots.of(word);
        Example ofSlot = new Example(example.size() + 1);
        for (int slot = 0; slot < slots.names().size(); slot++) {
            copy(example, slot, ofSlot);
            learner.learn(ofSlot, slot == taught ? 1 : -1, 1);
        }
        saved = null;
    }

    /** What kind of threat a flow would be: what {@link #categories} says, for less than it takes to make them. */
    ThreatCategory category(Example example) {
        List<String> names = slots.names();
        double[] logits = new double[names.size()];
        Example ofSlot = new Example(example.size() + 2);
        for (int slot = 0; slot < logits.length; slot++) {
            copy(example, slot, ofSlot);
            logits[slot] = learner.predict(ofSlot);
        }
        return Categories.likeliest(names, logits);
    }

    private static void copy(Example example, int slot, Example ofSlot) {
        ofSlot.clear();
        for (int i = 0; i < example.size(); i++) {
            ofSlot.add(SavedWeights.index(example.index(i), slot), example.value(i));
        }
        ofSlot.add(SavedWeights.index(WeightTable.CONSTANT_INDEX, slot), 1);
    }

    CategoryState save() {
        if (saved == null) {
            saved = learner.save();
        }
        return new CategoryState(slots.names(), saved);
    }

    /** Tells kinds apart by all that was learned so far. */
    Categories categories() {
        return Categories.of(slots.names(), Weights.owning(learner.weights()));
    }

    @Override
    public void close() {
        learner.close();
    }
}

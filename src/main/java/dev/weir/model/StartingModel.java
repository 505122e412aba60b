package dev.weir.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a trained model into one that another network starts from: a part of what it learned, as a prior beside what is to be learned
 * there, which counts for as long as it predicts the verdicts better than the model does without ({@link YieldingPrior}). The weights
 * it met a few times say more about the old network than about threats, so only those that moved scores the most are taken over.
 */
public final class StartingModel {
    private StartingModel() {}

    /**
     * What to take over.
     *
     * @param weights how many weights to keep, those that moved scores the most
     * @param part what part of what each weight learned to take over, above 0 and up to 1
     */
    public record Settings(int weights, double part) {
        /** @throws IllegalArgumentException if a value is outside the range given above */
        public Settings {
            if (weights < 1 || !(part > 0 && part <= 1)) {
                throw new IllegalArgumentException(
                        "weights must be 1 or more, part above 0 and up to 1, got " + weights + ", " + part);
            }
        }

        /** 20,000 weights, a fifth of each. */
        public static Settings defaults() {
            return new Settings(20_000, 0.2);
        }
    }

    private record Entry(int index, float weight, float seen) {
        double effect() {
            return (double) weight * weight * seen;
        }
    }

    /**
     * The model to start from: the untrained one, and beside it what was learned. No lesson is counted in it.
     *
     * @param trained a model whose prior yields, so that what it learned is apart from what it began with
     * @throws IllegalArgumentException if it is a model of an old log
     */
    public static ModelState of(ModelState trained, Settings settings) {
        YieldingPrior prior = YieldingPrior.startingFrom(table(trained, settings));
        return ModelFormat.join(new ModelFormat.Parts(0, 0, InitialWeights.offsetTo(Untrained.LEARNER), prior, null));
    }

    /** What of a trained model is taken over, as weights to start from. */
    static PriorTable table(ModelState trained, Settings settings) {
        ModelFormat.Parts parts = ModelFormat.split(trained);
        if (parts.prior() == null) {
            throw new IllegalArgumentException("the model has its prior among what it learned; train it anew");
        }
        List<Entry> kept = learned(parts.learner()).stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.effect()))
                .limit(settings.weights())
                .sorted(Comparator.comparingInt(Entry::index))
                .toList();
        int[] indices = new int[kept.size()];
        float[] weights = new float[kept.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = kept.get(i).index();
            weights[i] = (float) (kept.get(i).weight() * settings.part());
        }
        return new PriorTable(indices, weights);
    }

    private static List<Entry> learned(byte[] learner) {
        ByteBuffer saved = ByteBuffer.wrap(learner).order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        for (int at = Untrained.LEARNER.length; at < saved.limit(); at += SavedWeights.ENTRY_BYTES) {
            if (saved.getInt(at) != VowpalWabbitLearner.OFFSET_INDEX) {
                entries.add(new Entry(saved.getInt(at), saved.getFloat(at + 4), saved.getFloat(at + 8)));
            }
        }
        return entries;
    }
}

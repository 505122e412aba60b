package dev.weir.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained model made into one for another network to start from: what it learned, without how sure it was. An adaptive
 * learner takes smaller steps the more it has seen, so a model of a hundred thousand lessons would hardly hear the verdicts of
 * its new network; and the weights it met a few times say more about the old network than about threats.
 */
public final class StartingModel {
    private StartingModel() {}

    /**
     * What to take over.
     *
     * @param weights how many weights to keep, those that moved scores the most
     * @param part what part of what each weight learned to take over, above 0 and up to 1
     * @param seenGradient the most squared gradient to count as seen on a weight; the smaller, the sooner verdicts move it
     */
    public record Settings(int weights, double part, double seenGradient) {
        /** @throws IllegalArgumentException if a value is outside the range given above */
        public Settings {
            if (weights < 1 || !(part > 0 && part <= 1) || !(seenGradient >= 0)) {
                throw new IllegalArgumentException(
                        "weights must be 1 or more, part above 0 and up to 1, seen gradient 0 or more, got " + weights
                                + ", " + part + ", " + seenGradient);
            }
        }

        /** 20,000 weights, a fifth of each. */
        public static Settings defaults() {
            return new Settings(20_000, 0.2, 10);
        }
    }

    private record Entry(int index, float weight, float seen) {
        double effect(Map<Integer, Entry> untrained) {
            double learned = weight - weightIn(untrained);
            return learned * learned * seen;
        }

        float weightIn(Map<Integer, Entry> untrained) {
            Entry initial = untrained.get(index);
            return initial == null ? 0 : initial.weight();
        }
    }

    /** The model to start from: the untrained one, and on it what was learned. No lesson is counted in it. */
    public static ModelState of(ModelState trained, Settings settings) {
        Map<Integer, Entry> untrained = entries(Untrained.STATE);
        Map<Integer, Entry> kept = new TreeMap<>(untrained);
        entries(trained).values().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.effect(untrained)))
                .limit(settings.weights())
                .forEach(entry -> kept.put(entry.index(), started(entry, entry.weightIn(untrained), settings)));
        byte[] head = Untrained.LEARNER;
        ByteBuffer out = ByteBuffer.allocate(head.length + kept.size() * Weights.ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head);
        kept.values()
                .forEach(entry ->
                        out.putInt(entry.index()).putFloat(entry.weight()).putFloat(entry.seen()));
        return ModelFormat.join(new ModelFormat.Parts(0, 0, out.array()));
    }

    private static Entry started(Entry entry, float initial, Settings settings) {
        return new Entry(entry.index(), (float) (initial + (entry.weight() - initial) * settings.part()), (float)
                Math.min(entry.seen(), settings.seenGradient()));
    }

    private static Map<Integer, Entry> entries(ModelState state) {
        ByteBuffer saved = ByteBuffer.wrap(ModelFormat.split(state).learner()).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Entry> entries = new TreeMap<>();
        for (int at = Untrained.LEARNER.length; at < saved.limit(); at += Weights.ENTRY_BYTES) {
            entries.put(saved.getInt(at), new Entry(saved.getInt(at), saved.getFloat(at + 4), saved.getFloat(at + 8)));
        }
        return entries;
    }
}

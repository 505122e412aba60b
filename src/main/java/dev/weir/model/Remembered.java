package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What verdicts said of flows of one {@linkplain Example#shape shape}, by heart: a logit for each shape that a verdict was given on.
 * A verdict moves that of its flow by {@value #STEP} times what was missing from its score, so that the alert in question and its
 * likes answer at once, where the weights of the learner move a little each and wait for more. Only the {@value #MOST_SHAPES} shapes
 * with the latest verdicts are kept. Immutable; exact to the bit on every platform. As bytes: how many, then shape, logit and number
 * of the last verdict of each, in order of shape.
 */
final class Remembered {
    static final Remembered NOTHING = new Remembered(new TreeMap<>());

    static final int MOST_SHAPES = 1024;
    /** Logits stay within plus and minus this. */
    static final float MOST = 6;

    private static final float STEP = 4;
    private static final int ENTRY_BYTES = Integer.BYTES + Float.BYTES + Long.BYTES;

    private record Entry(float logit, long lastVerdict) {}

    private final NavigableMap<Integer, Entry> entries;
    /** The same for the path of each flow. */
    private final int[] shapes;

    private final float[] logits;

    private Remembered(NavigableMap<Integer, Entry> entries) {
        this.entries = entries;
        this.shapes = new int[entries.size()];
        this.logits = new float[shapes.length];
        int at = 0;
        for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
            shapes[at] = entry.getKey();
            logits[at++] = entry.getValue().logit();
        }
    }

    /** What is remembered of flows like this; 0 if that is nothing. */
    float logit(Example example) {
        int at = Arrays.binarySearch(shapes, example.shape());
        return at < 0 ? 0 : logits[at];
    }

    /**
     * What is remembered after a verdict.
     *
     * @param shown the logit that was shown of the flow before it
     * @param importance how many times over it counts
     * @param number of the verdict, not lower than of those before it
     */
    Remembered after(Example example, double shown, Verdict verdict, float importance, long number) {
        if (example.shape() == 0) {
            return this;
        }
        double missing = (verdict == Verdict.MALICIOUS ? 1 : 0) - 1 / (1 + StrictMath.exp(-shown));
        float moved = (float) (logit(example) + STEP * importance * missing);
        NavigableMap<Integer, Entry> after = new TreeMap<>(entries);
        after.put(example.shape(), new Entry(Math.max(-MOST, Math.min(MOST, moved)), number));
        if (after.size() > MOST_SHAPES) {
            after.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastVerdict()))
                    .map(Map.Entry::getKey)
                    .ifPresent(after::remove);
        }
        return new Remembered(after);
    }

    int length() {
        return Integer.BYTES + entries.size() * ENTRY_BYTES;
    }

    void put(ByteBuffer out) {
        out.putInt(entries.size());
        entries.forEach(
                (shape, entry) -> out.putInt(shape).putFloat(entry.logit()).putLong(entry.lastVerdict()));
    }

    /** @throws DamagedModelException if nothing is saved so */
    static Remembered of(ByteBuffer in) {
        int size = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (size < 0 || size > MOST_SHAPES || size > in.remaining() / ENTRY_BYTES) {
            throw new DamagedModelException("what is remembered of verdicts is cut short");
        }
        NavigableMap<Integer, Entry> entries = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            int shape = in.getInt();
            Entry entry = new Entry(in.getFloat(), in.getLong());
            boolean isInOrder = entries.isEmpty() || shape > entries.lastKey();
            if (!isInOrder || shape == 0 || !(Math.abs(entry.logit()) <= MOST) || entry.lastVerdict() < 0) {
                throw new DamagedModelException("what is remembered of verdicts is not what Weir comes to");
            }
            entries.put(shape, entry);
        }
        return new Remembered(entries);
    }
}

package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What verdicts said of flows of one {@linkplain Example#shape shape}, by heart: a logit for each shape that a verdict was given on.
 * A verdict moves that of its flow by {@value #STEP} times what was missing from its score, so that the alert in question and its
 * likes answer at once, where the weights of the learner move a little each and wait for more. Only the {@value #MOST_SHAPES} shapes
 * with the latest verdicts are kept. Immutable; exact to the bit on every platform. As bytes: how many, then shape, logit and number
 * of the last verdict of each, in order of shape.
 */
final class Remembered {
    static final Remembered NOTHING = new Remembered(new int[0], new float[0], new long[0]);

    static final int MOST_SHAPES = 1024;
    /** Logits stay within plus and minus this. */
    static final float MOST = 6;

    private static final float STEP = 4;
    private static final int ENTRY_BYTES = Integer.BYTES + Float.BYTES + Long.BYTES;

    /** In order, and beside each what is remembered of it and the number of its last verdict. */
    private final int[] shapes;

    private final float[] logits;
    private final long[] lastVerdicts;

    private Remembered(int[] shapes, float[] logits, long[] lastVerdicts) {
        this.shapes = shapes;
        this.logits = logits;
        this.lastVerdicts = lastVerdicts;
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
        return with(example.shape(), Math.max(-MOST, Math.min(MOST, moved)), number);
    }

    private Remembered with(int shape, float logit, long number) {
        int found = Arrays.binarySearch(shapes, shape);
        int at = found >= 0 ? found : -found - 1;
        Remembered after;
        if (found >= 0) {
            // Which shapes there are stays the same, so that array may be shared.
            after = new Remembered(shapes, logits.clone(), lastVerdicts.clone());
        } else if (shapes.length < MOST_SHAPES) {
            after = withRoomAt(at);
            after.shapes[at] = shape;
        } else {
            int oldest = oldest();
            if (at == 0 && lastVerdicts[oldest] >= number) {
                // Of equally old ones the first in order goes, and that is the one that came.
                return this;
            }
            at = at > oldest ? at - 1 : at;
            after = withRoomAtInsteadOf(at, oldest);
            after.shapes[at] = shape;
        }
        after.logits[at] = logit;
        after.lastVerdicts[at] = number;
        return after;
    }

    private int oldest() {
        int oldest = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < lastVerdicts.length; i++) {
            if (lastVerdicts[i] < least) {
                least = lastVerdicts[i];
                oldest = i;
            }
        }
        return oldest;
    }

    private Remembered withRoomAt(int at) {
        int size = shapes.length + 1;
        Remembered copy = new Remembered(
                Arrays.copyOf(shapes, size), Arrays.copyOf(logits, size), Arrays.copyOf(lastVerdicts, size));
        copy.move(at, at + 1, size - 1 - at);
        return copy;
    }

    private Remembered withRoomAtInsteadOf(int at, int oldest) {
        Remembered copy = new Remembered(shapes.clone(), logits.clone(), lastVerdicts.clone());
        if (at < oldest) {
            copy.move(at, at + 1, oldest - at);
        } else {
            copy.move(oldest + 1, oldest, at - oldest);
        }
        return copy;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(shapes, from, shapes, to, count);
        System.arraycopy(logits, from, logits, to, count);
        System.arraycopy(lastVerdicts, from, lastVerdicts, to, count);
    }

    int length() {
        return Integer.BYTES + shapes.length * ENTRY_BYTES;
    }

    void put(ByteBuffer out) {
        out.putInt(shapes.length);
        for (int i = 0; i < shapes.length; i++) {
            out.putInt(shapes[i]).putFloat(logits[i]).putLong(lastVerdicts[i]);
        }
    }

    /** @throws DamagedModelException if nothing is saved so */
    static Remembered of(ByteBuffer in) {
        int size = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (size < 0 || size > MOST_SHAPES || size > in.remaining() / ENTRY_BYTES) {
            throw new DamagedModelException("what is remembered of verdicts is cut short");
        }
        Remembered read = new Remembered(new int[size], new float[size], new long[size]);
        for (int i = 0; i < size; i++) {
            int shape = in.getInt();
            float logit = in.getFloat();
            long lastVerdict = in.getLong();
            boolean isInOrder = i == 0 || shape > read.shapes[i - 1];
            if (!isInOrder || shape == 0 || !(Math.abs(logit) <= MOST) || lastVerdict < 0) {
                throw new DamagedModelException("what is remembered of verdicts is not what Weir comes to");
            }
            read.shapes[i] = shape;
            read.logits[i] = logit;
            read.lastVerdicts[i] = lastVerdict;
        }
        return read;
    }
}

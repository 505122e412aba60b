package dev.weir.fold.trust;

import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Tells whether the verdicts of a batch contradict the model more often than verdicts did before. Not thread-safe.
 *
 * <p>Of {@code n} verdicts of a batch on flows of which the model was sure, {@code d} contradict it; of those of the batches before, a
 * share {@code q}. {@code z = (d - nq) / sqrt(nq(1-q) + 1)} says how far that is from chance, and more than {@value #MOST_BY_CHANCE} is
 * a surprise. On a network whose attacks look like its ordinary traffic, honest verdicts contradict the model all the time, and move
 * it to and fro; that is none. Where those turn who were honest before, it is 5 and more.
 */
final class Surprise {
    private static final double MOST_BY_CHANCE = 3;
    /** As if there had been so many verdicts more, one of them against the model. */
    private static final double PRIOR_VERDICTS = 20;
    /** What is left of a batch after the next: about the last four count. */
    private static final double KEPT = 0.75;

    private double before;
    private double againstBefore;
    private long inBatch;
    private long againstInBatch;

    void add(Judgement judgement) {
        if (judgement != Judgement.NONE) {
            inBatch++;
            againstInBatch += judgement == Judgement.CONTRADICTS ? 1 : 0;
        }
    }

    /** Ends a batch; tells whether it was a surprise. */
    boolean endBatch() {
        double share = (againstBefore + 1) / (before + PRIOR_VERDICTS);
        double expected = inBatch * share;
        double z = (againstInBatch - expected) / Math.sqrt(expected * (1 - share) + 1);
        before = KEPT * before + inBatch;
        againstBefore = KEPT * againstBefore + againstInBatch;
        inBatch = 0;
        againstInBatch = 0;
        return z > MOST_BY_CHANCE;
    }

    /** Whether there is nothing to remember. */
    boolean isEmpty() {
        return before == 0 && inBatch == 0;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(before);
        out.writeDouble(againstBefore);
        out.writeLong(inBatch);
        out.writeLong(againstInBatch);
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static Surprise read(DataInputStream in) throws IOException {
        Surprise surprise = new Surprise();
        surprise.before = in.readDouble();
        surprise.againstBefore = in.readDouble();
        surprise.inBatch = in.readLong();
        surprise.againstInBatch = in.readLong();
        boolean isShareBefore = surprise.againstBefore >= 0 && surprise.againstBefore <= surprise.before;
        boolean isShareInBatch = surprise.againstInBatch >= 0 && surprise.againstInBatch <= surprise.inBatch;
        if (!isShareBefore || !isShareInBatch || Double.isInfinite(surprise.before)) {
            throw new DamagedModelException("what the model knows of surprising verdicts is not what Weir comes to");
        }
        return surprise;
    }
}

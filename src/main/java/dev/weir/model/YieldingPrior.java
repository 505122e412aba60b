package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;

/**
 * What a model believes before its first lesson, and how far that is to be believed. Immutable.
 *
 * <p>Three experts judge each flow: what is learned here, alone; that and the general prior ({@link InitialWeights}); that, the
 * general prior and the weights the model started from. Their logits add up, so a belief in the experts is a part of each table to
 * add to the learned one, and every score stays a sum of named weights. Belief moves from expert to expert by how well each would
 * have predicted each verdict before it was learned: the share of an expert is multiplied by {@code exp(-RATE * log loss)}, and a
 * fixed part of all shares is dealt out anew so that none is lost for good (Herbster and Warmuth, Tracking the best expert, 1998).
 * All have the same share at first, and the fullest is followed: the shares count by {@code n / (n + FADE_IN)} after n verdicts, since
 * what was learned from a few is worth little, however well it did on them. So a prior that points the wrong way is overruled by
 * some verdicts, where a weight among hundreds that learn hardly moves.
 *
 * <p>Its arithmetic is exact to the bit on every platform ({@link StrictMath}), since all instances must come to the same.
 */
final class YieldingPrior {
    static final YieldingPrior GENERAL = startingFrom(PriorTable.EMPTY);

    /** How much a log loss of 1 takes away from an expert. */
    private static final double RATE = 0.5;
    /** What part of all belief is dealt out anew with each verdict. */
    private static final double DEALT_OUT = 0.02;
    /** After how many verdicts the shares count half. */
    private static final double FADE_IN = 60;

    private static final int SHARES_BYTES = Long.BYTES + 3 * Double.BYTES;

    private final PriorTable start;
    private final long verdicts;
    private final double learned;
    private final double general;
    private final double started;

    private YieldingPrior(PriorTable start, long verdicts, double learned, double general, double started) {
        this.start = start;
        this.verdicts = verdicts;
        this.learned = learned;
        this.general = general;
        this.started = started;
    }

    /** The belief before the first lesson of a model that starts from the weights of another. */
    static YieldingPrior startingFrom(PriorTable start) {
        return start.isEmpty()
                ? new YieldingPrior(start, 0, 1 / 2.0, 1 / 2.0, 0)
                : new YieldingPrior(start, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    /** What part of the general prior counts, 0 to 1. */
    double generalPart() {
        return followed(general + started);
    }

    /** What part of the weights started from counts, 0 to 1. */
    double startPart() {
        return start.isEmpty() ? 0 : followed(started);
    }

    private double followed(double share) {
        double counts = verdicts / (verdicts + FADE_IN);
        return 1 - counts + counts * share;
    }

    /** What the prior adds to the logit of an example, within what a pair may have as value. */
    float offset(Example example) {
        return Pairs.value(
                (float) (generalPart() * InitialWeights.TABLE.logit(example) + startPart() * start.logit(example)));
    }

    /**
     * The belief after a verdict.
     *
     * @param learnedLogit what was learned here before this verdict makes of the example, alone
     */
    YieldingPrior after(Example example, double learnedLogit, Verdict verdict) {
        boolean threat = verdict == Verdict.MALICIOUS;
        double withGeneral = learnedLogit + InitialWeights.TABLE.logit(example);
        double ofLearned = learned * worth(learnedLogit, threat);
        double ofGeneral = general * worth(withGeneral, threat);
        if (start.isEmpty()) {
            double sum = ofLearned + ofGeneral;
            return new YieldingPrior(start, verdicts + 1, dealt(ofLearned / sum, 2), dealt(ofGeneral / sum, 2), 0);
        }
        double ofStarted = started * worth(withGeneral + start.logit(example), threat);
        double sum = ofLearned + ofGeneral + ofStarted;
        return new YieldingPrior(
                start, verdicts + 1, dealt(ofLearned / sum, 3), dealt(ofGeneral / sum, 3), dealt(ofStarted / sum, 3));
    }

    private static double dealt(double share, int experts) {
        return share * (1 - DEALT_OUT) + DEALT_OUT / experts;
    }

    /** From just above 0 up to 1: logits are bounded. */
    private static double worth(double logit, boolean threat) {
        double bounded = Math.max(-SavedWeights.MAX_LOGIT, Math.min(SavedWeights.MAX_LOGIT, logit));
        double loss = StrictMath.log1p(StrictMath.exp(threat ? -bounded : bounded));
        return StrictMath.exp(-RATE * loss);
    }

    /** Adds to learned weights what the prior has of each. */
    void addTo(float[] table) {
        InitialWeights.TABLE.addTo(table, generalPart());
        start.addTo(table, startPart());
    }

    int length() {
        return SHARES_BYTES + start.length();
    }

    void put(ByteBuffer out) {
        out.putLong(verdicts).putDouble(learned).putDouble(general).putDouble(started);
        start.put(out);
    }

    /** @throws DamagedModelException if no belief is saved so */
    static YieldingPrior of(ByteBuffer in) {
        if (in.remaining() < SHARES_BYTES) {
            throw new DamagedModelException("the belief in the prior is cut short");
        }
        long verdicts = in.getLong();
        double learned = in.getDouble();
        double general = in.getDouble();
        double started = in.getDouble();
        PriorTable start = PriorTable.of(in);
        boolean areShares = verdicts >= 0 && learned >= 0 && general >= 0 && started >= 0;
        boolean areAll = Math.abs(learned + general + started - 1) < 1e-6;
        if (!areShares || !areAll || (start.isEmpty() && started > 0)) {
            throw new DamagedModelException("the belief in the prior is not one that Weir comes to");
        }
        return new YieldingPrior(start, verdicts, learned, general, started);
    }
}

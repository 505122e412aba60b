package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;

/**
 * Holds what a model believes before its first lesson, and how far that is to be believed. Immutable.
 *
 * <p>Three experts judge each flow: what is learned here, alone; that and the general prior ({@link InitialWeights}); that, the
 * general prior and the weights the model started from. Their logits add up, so a belief in the experts is a part of each table to
 * add to the learned one, and every score stays a sum of named weights. Belief moves from expert to expert by how well each would
 * have predicted each verdict before it was learned: the share of an expert is multiplied by {@code exp(-RATE * log loss)}, and a
 * fixed part of all shares is dealt out anew so that none is lost for good (Herbster and Warmuth, Tracking the best expert, 1998).
 * What is believed is the mean of the shares so far: the last ones are thrown to and fro by single verdicts, and scores with them. All
 * have the same share at first, and at first the general prior is followed: the shares and what was learned count the more the more
 * verdicts there are ({@link YieldingRule}), since what was learned from a few is worth little, however well it did on them. So a prior
 * that points the wrong way is overruled by some verdicts, where a weight among hundreds that learn hardly moves, and a dozen benign
 * verdicts do not bury what the prior sees. So that the very first verdicts are seen to be heard, they are {@linkplain Remembered
 * remembered} too, which counts the less the more there are.
 *
 * <p>Its arithmetic is exact to the bit on every platform ({@link StrictMath}), since all instances must come to the same.
 */
final class YieldingPrior {
    static final YieldingPrior GENERAL = startingFrom(PriorTable.EMPTY);

    /** How much a log loss of 1 takes away from an expert. */
    private static final double RATE = 0.5;
    /** What part of all belief is dealt out anew with each verdict. */
    private static final double DEALT_OUT = 0.02;

    private final YieldingRule rule;
    private final PriorTable start;
    private final long verdicts;
    /** Of these malicious; not kept where the rule does not ask for it. */
    private final long malicious;

    private final Remembered remembered;
    /** As the last verdict left them. */
    private final Shares shares;
    /** What is believed: their mean where the rule is steady, else the same. */
    private final Shares believed;
    /** Over how many verdicts that is the mean; not kept where the rule is not steady. */
    private final long averaged;

    private YieldingPrior(
            YieldingRule rule,
            PriorTable start,
            long verdicts,
            long malicious,
            Remembered remembered,
            Shares shares,
            Shares believed,
            long averaged) {
        this.rule = rule;
        this.start = start;
        this.verdicts = verdicts;
        this.malicious = malicious;
        this.remembered = remembered;
        this.shares = shares;
        this.believed = believed;
        this.averaged = averaged;
    }

    /** The belief before the first lesson of a model that starts from the weights of another. */
    static YieldingPrior startingFrom(PriorTable start) {
        return startingFrom(start, YieldingRule.FORMAT_7);
    }

    /** The same by an earlier rule. */
    static YieldingPrior startingFrom(PriorTable start, YieldingRule rule) {
        Shares even = Shares.even(!start.isEmpty());
        return new YieldingPrior(rule, start, 0, 0, Remembered.NOTHING, even, even, 0);
    }

    /** The same belief with more weights to start from; a third of the shares is for them if there were none. */
    YieldingPrior startingToo(PriorTable more) {
        if (more.isEmpty()) {
            return this;
        }
        boolean isFirst = start.isEmpty();
        return new YieldingPrior(
                rule,
                start.plus(more),
                verdicts,
                malicious,
                remembered,
                isFirst ? shares.withStarted() : shares,
                isFirst ? believed.withStarted() : believed,
                0);
    }

    YieldingRule rule() {
        return rule;
    }

    /** What part of what was learned counts, 0 to 1. */
    double learnedPart() {
        return rule.learnedCounts(verdicts);
    }

    /** What part of the general prior counts, 0 to 1. */
    double generalPart() {
        double counts = rule.sharesCount(verdicts);
        return 1 - counts + counts * (believed.general() + believed.started());
    }

    /** What part of the weights started from counts, 0 to 1. */
    double startPart() {
        if (start.isEmpty()) {
            return 0;
        }
        double counts = rule.sharesCount(verdicts);
        return counts * believed.started() + (rule.startsFromNothing() ? 0 : 1 - counts);
    }

    /** What part of what is remembered by heart counts, 0 to 1. */
    double rememberedPart() {
        return rule.rememberedCounts(verdicts);
    }

    Remembered remembered() {
        return remembered;
    }

    /**
     * The logit that is shown of an example.
     *
     * @param learnedLogit what was learned here makes of it, alone
     * @param offset what the prior adds
     */
    double shown(Example example, double learnedLogit, float offset) {
        return learnedPart() * learnedLogit + offset + rememberedPart() * remembered.logit(example);
    }

    /** What the prior adds to the logit of an example, within what a pair may have as value. */
    float offset(Example example) {
        return offset(opinions(example));
    }

    /** The same of what its tables make of the example. */
    float offset(Opinions opinions) {
        return Pairs.value((float) (generalPart() * opinions.general() + startPart() * opinions.start()));
    }

    /** What of its logit the learner takes as given. */
    float leantOn(float offset) {
        return rule.leantOn(offset);
    }

    /** What its tables make of an example, whatever is believed of them. */
    Opinions opinions(Example example) {
        return new Opinions(InitialWeights.TABLE.logit(example), start.logit(example));
    }

    /**
     * What the tables of a prior make of an example.
     *
     * @param general logit of the general prior
     * @param start logit of the weights started from
     */
    record Opinions(double general, double start) {}

    /**
     * The belief after a verdict.
     *
     * @param learnedLogit what was learned here before this verdict makes of the example, alone
     * @param trust how much of a verdict it is, above 0 and up to 1
     */
    YieldingPrior after(Example example, Opinions opinions, double learnedLogit, Verdict verdict, double trust) {
        boolean threat = verdict == Verdict.MALICIOUS;
        double rate = RATE
                * trust
                * rule.weight(threat ? malicious : verdicts - malicious, threat ? verdicts - malicious : malicious);
        double withGeneral = learnedLogit + opinions.general();
        double ofLearned = shares.learned() * worth(learnedLogit, threat, rate);
        double ofGeneral = shares.general() * worth(withGeneral, threat, rate);
        double ofStarted = start.isEmpty() ? 0 : shares.started() * worth(withGeneral + opinions.start(), threat, rate);
        double sum = ofLearned + ofGeneral + ofStarted;
        int experts = start.isEmpty() ? 2 : 3;
        Shares judged = new Shares(
                dealt(ofLearned / sum, experts),
                dealt(ofGeneral / sum, experts),
                start.isEmpty() ? 0 : dealt(ofStarted / sum, experts));
        return new YieldingPrior(
                rule,
                start,
                verdicts + 1,
                malicious + (threat ? 1 : 0),
                rememberedAfter(example, learnedLogit, offset(opinions), verdict, (float) trust),
                judged,
                rule.isSteady() ? believed.towards(judged, rule.step(averaged)) : judged,
                rule.isSteady() ? averaged + 1 : 0);
    }

    /** The belief after a verdict that takes back another on the same flow: it is remembered, but judges no expert. */
    YieldingPrior afterCorrection(
            Example example, Opinions opinions, double learnedLogit, Verdict verdict, float importance) {
        Remembered corrected = rememberedAfter(example, learnedLogit, offset(opinions), verdict, importance);
        return new YieldingPrior(rule, start, verdicts, malicious, corrected, shares, believed, averaged);
    }

    private Remembered rememberedAfter(
            Example example, double learnedLogit, float offset, Verdict verdict, float importance) {
        if (!rule.remembers()) {
            return remembered;
        }
        double shown = shown(example, learnedLogit, offset);
        return remembered.after(example, shown, verdict, importance, verdicts);
    }

    private static double dealt(double share, int experts) {
        return share * (1 - DEALT_OUT) + DEALT_OUT / experts;
    }

    /** From just above 0 up to 1: logits are bounded. */
    private static double worth(double logit, boolean threat, double rate) {
        double bounded = Math.max(-SavedWeights.MAX_LOGIT, Math.min(SavedWeights.MAX_LOGIT, logit));
        double loss = StrictMath.log1p(StrictMath.exp(threat ? -bounded : bounded));
        return StrictMath.exp(-rate * loss);
    }

    /** Adds to learned weights what the prior has of each. */
    void addTo(float[] table) {
        InitialWeights.TABLE.addTo(table, generalPart());
        start.addTo(table, startPart());
    }

    int length() {
        return beliefBytes(rule) + start.length() + (rule.remembers() ? remembered.length() : 0);
    }

    private static int beliefBytes(YieldingRule rule) {
        int ofCounts = rule == YieldingRule.FORMAT_3 ? Long.BYTES : 2 * Long.BYTES;
        return ofCounts + Shares.BYTES + (rule.isSteady() ? Shares.BYTES + Long.BYTES : 0);
    }

    void put(ByteBuffer out) {
        out.putLong(verdicts);
        if (rule != YieldingRule.FORMAT_3) {
            out.putLong(malicious);
        }
        shares.put(out);
        if (rule.isSteady()) {
            believed.put(out);
            out.putLong(averaged);
        }
        start.put(out);
        if (rule.remembers()) {
            remembered.put(out);
        }
    }

    /** @throws DamagedModelException if no belief is saved so */
    static YieldingPrior of(YieldingRule rule, ByteBuffer in) {
        if (in.remaining() < beliefBytes(rule)) {
            throw new DamagedModelException("the belief in the prior is cut short");
        }
        long verdicts = in.getLong();
        long malicious = rule == YieldingRule.FORMAT_3 ? 0 : in.getLong();
        Shares shares = Shares.of(in);
        Shares believed = rule.isSteady() ? Shares.of(in) : shares;
        long averaged = rule.isSteady() ? in.getLong() : 0;
        PriorTable start = PriorTable.of(in);
        Remembered remembered = rule.remembers() ? Remembered.of(in) : Remembered.NOTHING;
        boolean areCounts = malicious >= 0 && malicious <= verdicts && verdicts < Long.MAX_VALUE / 4;
        boolean isMean = averaged >= 0 && averaged <= verdicts;
        boolean isStarted = shares.started() > 0 || believed.started() > 0;
        if (!areCounts || !isMean || (start.isEmpty() && isStarted)) {
            throw new DamagedModelException("the belief in the prior is not one that Weir comes to");
        }
        return new YieldingPrior(rule, start, verdicts, malicious, remembered, shares, believed, averaged);
    }
}

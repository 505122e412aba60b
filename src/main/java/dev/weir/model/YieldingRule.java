package dev.weir.model;

/**
 * Moves belief between what is learned and what was believed before; the format of the model says how. A format means the same for
 * good, since a log must fold to the same bytes for ever.
 */
enum YieldingRule {
    /** What is learned and what the model started from count in full from the first verdict on. Verdicts of all kinds weigh the same. */
    FORMAT_3(3, 60, 0, false, 0),
    /**
     * What is learned counts by {@code n / (n + 20)}, and so does what the model started from; verdicts of both kinds together weigh
     * the same.
     */
    FORMAT_4(4, 20, 20, true, 0),
    /** The same, and verdicts are remembered by heart too, which counts by {@code 60 / (n + 60)}. */
    FORMAT_5(5, 20, 20, true, 60),
    /**
     * The same, but belief is the mean of what the shares were after each verdict, and what is learned leans on half of the prior
     * alone. Shares that each verdict throws to and fro shift all scores with them, and what was learned beside a prior that counted
     * is worth less once that has given way.
     */
    FORMAT_7(7, 20, 20, true, 60);

    private static final double MOST_WEIGHT = 10;
    /** The mean is over this many verdicts at most, so that belief still moves after thousands. */
    private static final double LEAST_STEP = 1 / 500.0;

    private static final float LEANT_ON = 0.5f;

    /** What the format of a model says. */
    final int format;
    /** What it says where the model has notes on those who teach; the same as without if it can have none. */
    final int notedFormat;

    private final double sharesFadeIn;
    private final double learnedFadesIn;
    private final boolean balanced;
    private final double rememberedFadesOut;

    YieldingRule(int format, double sharesFadeIn, double learnedFadesIn, boolean balanced, double rememberedFadesOut) {
        this.format = format;
        this.notedFormat = rememberedFadesOut > 0 ? format + 1 : format;
        this.sharesFadeIn = sharesFadeIn;
        this.learnedFadesIn = learnedFadesIn;
        this.balanced = balanced;
        this.rememberedFadesOut = rememberedFadesOut;
    }

    /** How far the shares count after so many verdicts, 0 to 1. */
    double sharesCount(long verdicts) {
        return verdicts / (verdicts + sharesFadeIn);
    }

    /** How far what was learned from so many verdicts counts, 0 to 1. */
    double learnedCounts(long verdicts) {
        return learnedFadesIn == 0 ? 1 : verdicts / (verdicts + learnedFadesIn);
    }

    /** Whether a model can have notes on those who teach. */
    boolean canHaveNotes() {
        return notedFormat != format;
    }

    /** Whether belief is the mean of all shares so far instead of the last ones. */
    boolean isSteady() {
        return this == FORMAT_7;
    }

    /** What part of the step to the last shares belief takes, after a mean over so many. */
    double step(long averaged) {
        return isSteady() ? Math.max(1.0 / (averaged + 2), LEAST_STEP) : 1;
    }

    /** What of the logit that the prior adds the learner takes as given; the rest it may learn too. */
    float leantOn(float offset) {
        return isSteady() ? LEANT_ON * offset : offset;
    }

    /** Whether verdicts are remembered by heart. */
    boolean remembers() {
        return rememberedFadesOut > 0;
    }

    /** How far what is remembered by heart counts after so many verdicts, 0 to 1. */
    double rememberedCounts(long verdicts) {
        return remembers() ? rememberedFadesOut / (verdicts + rememberedFadesOut) : 0;
    }

    /** Whether the model has to be borne out before what it started from counts. */
    boolean startsFromNothing() {
        return learnedFadesIn > 0;
    }

    /**
     * How much a verdict weighs in judging the experts, above 0: as if there had been as many of one kind as of the other, but no
     * more than {@value #MOST_WEIGHT}.
     *
     * @param alike verdicts of its kind before it
     * @param others verdicts of the other kind
     */
    double weight(long alike, long others) {
        return balanced ? Math.min(MOST_WEIGHT, (alike + others + 2) / (2.0 * (alike + 1))) : 1;
    }
}

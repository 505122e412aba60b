package dev.weir.model;

/**
 * What lessons alone make of an example, before it is known what part of that counts.
 *
 * @param learned logit of the learned weights
 * @param remembered logit of the verdicts on flows just like it
 */
public record TaughtLogit(double learned, double remembered) {
    /** What was taught since another one. */
    public TaughtLogit since(TaughtLogit earlier) {
        return new TaughtLogit(learned - earlier.learned, remembered - earlier.remembered);
    }

    /**
     * What parts of it count in the scores of a model.
     *
     * @param learned 0 to 1
     * @param remembered 0 to 1
     */
    public record Parts(double learned, double remembered) {
        /** Those of a model. */
        public static Parts of(ModelState state) {
            YieldingPrior prior = ModelFormat.split(state).prior();
            return prior == null ? new Parts(1, 0) : new Parts(prior.learnedPart(), prior.rememberedPart());
        }

        /** What it is in the logit that is shown. */
        public double of(TaughtLogit taught) {
            return learned * taught.learned + remembered * taught.remembered;
        }
    }
}

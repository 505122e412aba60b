package dev.weir.model;

/**
 * Merges two models into one that knows what both learned: the own one goes on as it is, with all its lessons, and beside it stands what
 * the other learned, as weights that it started from. They count for as long as they predict the verdicts here better than the model
 * does without ({@link YieldingPrior}), so what is wrong here gives way.
 */
public final class MergedModel {
    private MergedModel() {}

    /**
     * The own model with what the other learned.
     *
     * @param settings what to take over of the other
     * @throws IllegalArgumentException if one is a model of an old log
     */
    public static ModelState of(ModelState own, ModelState other, StartingModel.Settings settings) {
        ModelFormat.Parts parts = ModelFormat.split(own);
        YieldingPrior prior = parts.prior();
        if (prior == null) {
            throw new IllegalArgumentException("the own model has its prior among what it learned; train it anew");
        }
        PriorTable learned = StartingModel.table(other, settings);
        return ModelFormat.join(new ModelFormat.Parts(
                parts.lessons(), parts.malicious(), parts.learner(), prior.startingToo(learned), parts.categories()));
    }
}

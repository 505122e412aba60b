package dev.weir.model;

/**
 * The learner before its first lesson: what it saves is the head of every later save; with the prior as a weight, the state of
 * version 0 of every log.
 */
public final class Untrained {
    public static final byte[] LEARNER = learner();
    public static final ModelState STATE = ModelFormat.join(new ModelFormat.Parts(0, 0, InitialWeights.addTo(LEARNER)));

    /** Before its first lesson too, with the prior beside what is learned. New logs go on from it. */
    public static final ModelState YIELDING = ModelFormat.join(
            new ModelFormat.Parts(0, 0, InitialWeights.offsetTo(LEARNER), YieldingPrior.GENERAL, null));

    /** Before its first lesson, and without any prior: what learning comes to by itself. No log begins with it. */
    public static final ModelState WITHOUT_PRIOR = ModelFormat.join(new ModelFormat.Parts(0, 0, LEARNER));

    private Untrained() {}

    private static byte[] learner() {
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            return learner.save();
        }
    }
}

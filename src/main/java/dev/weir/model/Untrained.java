package dev.weir.model;

/** The learner before its first lesson: what it saves is the head of every later save; with the prior, the state of version 0. */
public final class Untrained {
    public static final byte[] LEARNER = learner();
    public static final ModelState STATE = ModelFormat.join(new ModelFormat.Parts(0, 0, InitialWeights.addTo(LEARNER)));

    private Untrained() {}

    private static byte[] learner() {
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            return learner.save();
        }
    }
}

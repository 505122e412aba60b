package dev.weir.model;

/** What the learner saves before its first lesson: the state of version 0, and the head of every later one. */
final class Untrained {
    static final byte[] LEARNER = learner();
    static final ModelState STATE = ModelFormat.join(new ModelFormat.Parts(0, 0, LEARNER));

    private Untrained() {}

    private static byte[] learner() {
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            return learner.save();
        }
    }
}

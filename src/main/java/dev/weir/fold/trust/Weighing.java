package dev.weir.fold.trust;

/** How a lesson is weighed. The form in which the log has it says so, for good, so an old log folds to the digests it had. */
public enum Weighing {
    /** It counts whoever gives it. */
    ALIKE,
    /** It counts by what is known of its teacher, and learning is held once the model has become worse. */
    HELD_BY_LOSS,
    /** The same, but learning is held only if verdicts were surprising too: an unclear network is no attack. */
    HELD_BY_SURPRISE,
    /** The same, and a lesson that would move much of what was agreed on waits until a second teacher says the same. */
    SECONDED;

    boolean isHeldBySurprise() {
        return this == HELD_BY_SURPRISE || this == SECONDED;
    }

    /** Whether its verdict tells how often a score is right, where chance drew the flow. */
    public boolean calibrates() {
        return isHeldBySurprise();
    }
}

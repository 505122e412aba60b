package dev.weir.fold;

/** Why a record of the model log was set aside. Each follows from the log alone, so every instance decides alike. */
public enum RefusalReason {
    /** The key is missing, or is not the event's kind. */
    WRONG_KEY,
    /** The value is no model event of a known kind and version. */
    MALFORMED,
    /** A rollback to a version that the log had not reached. */
    ROLLBACK_AHEAD,
    /** A rollback whose digest is not that of the model at its version. */
    ROLLBACK_DIGEST,
    /** An installed model that this learner cannot load. */
    UNUSABLE_MODEL,
    /** A checkpoint of a name that an earlier one has. */
    NAME_TAKEN,
    /** A baseline where the model is not untrained any more. */
    NOT_UNTRAINED,
    /** An unlearning of lessons that the log had not reached. */
    UNLEARN_AHEAD,
    /** The taking back of an unlearning that is none, or was taken back before. */
    NO_UNLEARNING
}

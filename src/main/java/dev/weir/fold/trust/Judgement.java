package dev.weir.fold.trust;

/** What a verdict of a trusted teacher says of the model as it was before it. */
enum Judgement {
    /** Nothing: the model was not sure, or the teacher is not trusted. */
    NONE,
    AGREES,
    CONTRADICTS
}

package dev.weir.fold;

/** What became of one record of the model log. */
public enum Outcome {
    /** It is part of the model now. */
    APPLIED,
    /** It was part of the model before: the guard that makes learning exactly once. */
    SKIPPED,
    /** It is no event that can be carried out; every instance decides so alike, and the log goes on. */
    REFUSED
}

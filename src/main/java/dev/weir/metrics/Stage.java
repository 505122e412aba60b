package dev.weir.metrics;

import java.util.Locale;

/** The timed stages of the work on a record. */
public enum Stage {
    /** A record becomes a flow, and is sent to where its source host is. */
    READ,
    /** A flow becomes features, with the behaviour of its hosts. */
    FEATURES,
    /** Features become a score. */
    SCORE,
    /** A scored flow becomes JSON, and is sent. */
    WRITE,
    /** A model event is folded into the model. */
    LEARN;

    /** As a label. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

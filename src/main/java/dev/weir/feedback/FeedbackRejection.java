package dev.weir.feedback;

import java.util.Locale;

/** Why feedback teaches nothing. The {@linkplain #code() code} goes into the header of the dead letter. */
public enum FeedbackRejection {
    /** No value at all, or an empty one. */
    EMPTY,
    /** Longer than any feedback may be. */
    TOO_LARGE,
    /** No JSON object. */
    MALFORMED_JSON,
    /** {@code flow_id} or {@code verdict} is not there. */
    MISSING_FIELD,
    /** A field has a value it cannot have. */
    INVALID_FIELD,
    /** The verdict is neither {@code malicious} nor {@code benign}. */
    UNKNOWN_VERDICT,
    /** No scored flow has the id. */
    UNKNOWN_FLOW,
    /** The flow was scored longer ago than the retention time. */
    EXPIRED_FLOW,
    /** The flow was scored by a release whose features this one cannot read. */
    FOREIGN_FEATURES,
    /** As many analysts as can be remembered have given a verdict on the flow before this one. */
    TOO_MANY_ANALYSTS,
    /** The analyst has changed the verdict on the flow too often before. */
    TOO_MANY_CORRECTIONS,
    /** The analyst takes back a verdict on the flow, and none of theirs counts. */
    NOTHING_TO_TAKE_BACK,
    /** The analyst has taught as much on this day as one may. */
    TOO_MANY_LESSONS,
    /** It has no signature of Weir's, and such feedback has taught as much on this day as it may. */
    TOO_MANY_UNSIGNED;

    /** The reason in lower case with underscores, such as {@code unknown_flow}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

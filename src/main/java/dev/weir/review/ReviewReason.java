package dev.weir.review;

import java.util.Locale;

/** Why a verdict on a flow would teach much. */
public enum ReviewReason {
    /** Its score is high: a wrong alert is worth knowing, and a right one confirms. */
    HIGH,
    /** The model cannot tell. */
    UNCERTAIN,
    /** It looks like nothing that the model has had a lesson on. */
    NOVEL;

    /** {@code high}, {@code uncertain} or {@code novel}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

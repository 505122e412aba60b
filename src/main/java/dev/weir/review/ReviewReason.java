package dev.weir.review;

import java.util.Locale;

/** Why a verdict on a flow would teach much. */
public enum ReviewReason {
    /** Its score is high: a wrong alert is worth knowing, and a right one confirms. */
    HIGH,
    /** The model cannot tell. */
    UNCERTAIN,
    /** It looks like nothing that the model has had a lesson on. */
    NOVEL,
    /** One host has been calling the other steadily for hours, and nobody has said yet whether it may. */
    STEADY,
    /** Chance drew it, whatever it looks like and scored: such verdicts say how often a score is right. */
    DRAWN;

    /** {@code high}, {@code uncertain}, {@code novel}, {@code steady} or {@code drawn}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

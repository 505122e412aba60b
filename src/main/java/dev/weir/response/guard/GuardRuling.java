package dev.weir.response.guard;

/**
 * The ruling of the guards on an action.
 *
 * @param kind whether it may be
 * @param reason why not, in words; empty if it may
 */
public record GuardRuling(Kind kind, String reason) {
    /** Whether an action may be. */
    public enum Kind {
        PASS,
        /** Only if a person says so. */
        HOLD,
        /** Never, whoever says so. */
        REFUSE
    }

    static final GuardRuling PASS = new GuardRuling(Kind.PASS, "");

    static GuardRuling hold(String reason) {
        return new GuardRuling(Kind.HOLD, reason);
    }

    static GuardRuling refuse(String reason) {
        return new GuardRuling(Kind.REFUSE, reason);
    }
}

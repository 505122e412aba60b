package dev.weir.response;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a response stands in its life: proposed → (approved | refused | lapsed) → active → (expired | undone | failed).
 */
public enum ResponseState {
    /** It could be done; again while not all have said yes whose word it needs. */
    PROPOSED,
    /** It shall be done. */
    APPROVED,
    /** It shall not be done: a person or a guard says so. */
    REFUSED,
    /** Nobody said anything in time. */
    LAPSED,
    /** It is done. */
    ACTIVE,
    /** It was done, and its time is over. */
    EXPIRED,
    /** It was taken back before its time. */
    UNDONE,
    /** It could not be done. */
    FAILED;

    /** Whether nothing can come after it. */
    public boolean isEnd() {
        return this != PROPOSED && this != APPROVED && this != ACTIVE;
    }

    /** Whether it is to be in force. */
    public boolean isInForce() {
        return this == APPROVED || this == ACTIVE;
    }

    /** Whether a response in this state can be in that one next. */
    public boolean leadsTo(ResponseState next) {
        return switch (this) {
            case PROPOSED -> next == PROPOSED || next == APPROVED || next == REFUSED || next == LAPSED;
            case APPROVED -> next == ACTIVE || next == FAILED || next == UNDONE || next == EXPIRED;
            case ACTIVE -> next == EXPIRED || next == UNDONE || next == FAILED;
            case REFUSED, LAPSED, EXPIRED, UNDONE, FAILED -> false;
        };
    }

    /** The word used in records, such as {@code active}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a {@linkplain #word() word}; empty for any other text. */
    public static Optional<ResponseState> ofWord(String text) {
        for (ResponseState state : values()) {
            if (state.word().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}

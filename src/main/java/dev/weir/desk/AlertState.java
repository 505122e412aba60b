package dev.weir.desk;

import java.util.Locale;
import java.util.Optional;

/** What analysts have made of an alert so far: nothing, or what the newest verdict on its flows says that stands. */
public enum AlertState {
    OPEN(0),
    MALICIOUS(1),
    BENIGN(2),
    /** Nobody has said anything of it, and a rule of the allowlist covers it. */
    ALLOWED(3);

    private final int code;

    AlertState(int code) {
        this.code = code;
    }

    /** How the desk's file has it. */
    int code() {
        return code;
    }

    /** @throws IllegalArgumentException if no state has the code */
    static AlertState ofCode(int code) {
        for (AlertState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of an alert has the code " + code);
    }

    /** The word in JSON: {@code open}, {@code malicious}, {@code benign} or {@code allowed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a word, if it is one. */
    public static Optional<AlertState> ofWord(String word) {
        for (AlertState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}

package dev.weir.response;

import java.util.Locale;
import java.util.Optional;

/** How far a rule may go without a human. */
public enum Mode {
    /** Nothing is done, all is shown. */
    OBSERVE,
    /** It is done when a person says yes. */
    APPROVE,
    /** It is done at once, within the guards. */
    ACT;

    /** The word used in playbooks and records, such as {@code observe}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of a {@linkplain #word() word}; empty for any other text. */
    public static Optional<Mode> ofWord(String text) {
        for (Mode mode : values()) {
            if (mode.word().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}

package dev.weir.flow;

import java.util.Locale;
import java.util.Optional;

/** What an analyst says a flow was. */
public enum Verdict {
    BENIGN,
    MALICIOUS;

    /** The word used in feedback, files and on the command line: {@code benign} or {@code malicious}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of a {@linkplain #word() word}, in any case; empty for every other text. */
    public static Optional<Verdict> ofWord(String text) {
        for (Verdict verdict : values()) {
            if (verdict.name().equalsIgnoreCase(text)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}

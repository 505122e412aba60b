package dev.weir.evaluation.suite;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a set is shown to the detector. */
public enum Variant {
    /** As it is. */
    WHOLE,
    /** With most of its malicious flows left out: sets are full of attacks, networks are not. */
    THINNED,
    /** As it is, and no verdict is ever given. */
    UNTAUGHT;

    /** {@code whole}, {@code thinned} or {@code untaught}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Variant> ofWord(String word) {
        return Stream.of(values())
                .filter(variant -> variant.word().equals(word))
                .findFirst();
    }
}

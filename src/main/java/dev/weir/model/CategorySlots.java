package dev.weir.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of threat that the model tells apart, in the order in which they were first taught. Analysts' words are without bound
 * and may be hostile, so words are made plain, and what comes after the first {@value #MOST_NAMES} is {@value #OTHER}. Part of
 * the fold: it must be the same on each machine, so nothing here depends on Java's Unicode tables. Not thread-safe.
 */
final class CategorySlots {
    static final String OTHER = "other";
    static final int MOST_NAMES = 15;
    static final int MOST_CHARACTERS = 32;
    /** With {@link #OTHER}. */
    static final int MOST_SLOTS = MOST_NAMES + 1;

    private final List<String> names;

    CategorySlots(List<String> names) {
        this.names = new ArrayList<>(names);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The slot of an analyst's word; gives it one if there is room. */
    int of(String word) {
        String plain = plain(word);
        String name = names.contains(plain) || namesBesideOther() < MOST_NAMES ? plain : OTHER;
        int slot = names.indexOf(name);
        if (slot >= 0) {
            return slot;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** Lower-case ASCII letters and digits, one hyphen for all between them; {@value #OTHER} if nothing is left. */
    static String plain(String word) {
        StringBuilder plain = new StringBuilder(MOST_CHARACTERS);
        for (int i = 0; i < word.length() && plain.length() < MOST_CHARACTERS; i++) {
            char c = word.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (isPlain) {
                plain.append(c);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
                plain.append('-');
            }
        }
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) == '-') {
            plain.setLength(plain.length() - 1);
        }
        return plain.isEmpty() ? OTHER : plain.toString().toLowerCase(Locale.ROOT);
    }

    private int namesBesideOther() {
        return names.contains(OTHER) ? names.size() - 1 : names.size();
    }
}

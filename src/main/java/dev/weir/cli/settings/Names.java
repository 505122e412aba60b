package dev.weir.cli.settings;

import java.util.Locale;

/** Names of settings, as they are spelt in the file. */
final class Names {
    private Names() {}

    /** {@code commitInterval} and {@code AT_LEAST_ONCE} become {@code commit-interval} and {@code at-least-once}. */
    static String kebab(String name) {
        boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!constant && Character.isUpperCase(c)) {
                out.append('-');
            }
            out.append(c == '_' ? '-' : Character.toLowerCase(c));
        }
        return out.toString();
    }
}

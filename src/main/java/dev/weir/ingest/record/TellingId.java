package dev.weir.ingest.record;

import dev.weir.flow.Host;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's id of a flow that has an address of the flow in it, such as {@code 10.0.0.5-10.0.0.1-49152-443-6}. Ids stay in logs that
 * are kept for ever, and such an id would keep there who it was.
 */
final class TellingId {
    private static final String MARKS = ".:-_";

    private TellingId() {}

    /**
     * Whether an id names a host as the record spells it, in any case, and with any of {@code . : - _} for each of these. A host of
     * marks alone, such as {@code ::}, is nobody.
     */
    static boolean names(String id, @Nullable Host host) {
        if (host == null) {
            return false;
        }
        String text = host.text();
        int last = id.length() - text.length();
        for (int at = 0; at <= last; at++) {
            if (isAt(id, at, text) && !goesOn(id, at - 1, text.charAt(0)) && !goesOn(id, at + text.length(), text)) {
                return text.chars().anyMatch(Character::isLetterOrDigit);
            }
        }
        return false;
    }

    private static boolean isAt(String id, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            char own = id.charAt(at + i);
            char asked = text.charAt(i);
            boolean isMark = MARKS.indexOf(asked) >= 0;
            if (isMark ? MARKS.indexOf(own) < 0 : Character.toLowerCase(own) != Character.toLowerCase(asked)) {
                return false;
            }
        }
        return true;
    }

    private static boolean goesOn(String id, int at, String text) {
        return goesOn(id, at, text.charAt(text.length() - 1));
    }

    /** Whether a number or a word goes on beyond its end. */
    private static boolean goesOn(String id, int at, char end) {
        if (at < 0 || at >= id.length()) {
            return false;
        }
        char next = id.charAt(at);
        return Character.isDigit(end) ? Character.isDigit(next) : Character.isLetterOrDigit(next);
    }
}

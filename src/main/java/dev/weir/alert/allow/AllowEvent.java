package dev.weir.alert.allow;

import dev.weir.flow.Printable;

/** One change of the allowlist, as it stands on its topic. */
public sealed interface AllowEvent {
    /** The longest name of who changed it, in characters. */
    int MAX_NAME_LENGTH = 64;

    /** Who changed it. */
    String by();

    /** A rule is put on the list. */
    record Allow(AllowRule rule, String by) implements AllowEvent {
        public Allow {
            check(by);
        }
    }

    /** A rule is taken off the list. */
    record Disallow(String id, String by) implements AllowEvent {
        public Disallow {
            check(id);
            check(by);
        }
    }

    private static void check(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || !Printable.isText(name)) {
            throw new IllegalArgumentException("a name must have 1 to " + MAX_NAME_LENGTH + " printable characters");
        }
    }
}

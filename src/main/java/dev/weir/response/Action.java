package dev.weir.response;

import java.util.Locale;
import java.util.Optional;

/** The actions that a response can take. */
public enum Action {
    /** Blocks a host, or what passes between two. */
    DENY,
    /** Cuts a host off from all but what is named. */
    CONTAIN,
    /** Sends what is meant for a host to another, such as a scrubbing service or a sinkhole. */
    REDIRECT,
    /** Asks people to look at it first. */
    INVESTIGATE,
    /** Tells another system. */
    NOTIFY;

    /** Whether packets go another way, or nowhere, because of it. */
    public boolean changesTraffic() {
        return this == DENY || this == CONTAIN || this == REDIRECT;
    }

    /** The word used in playbooks and records, such as {@code contain}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a {@linkplain #word() word}; empty for any other text. */
    public static Optional<Action> ofWord(String text) {
        for (Action action : values()) {
            if (action.word().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}

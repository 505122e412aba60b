package dev.weir.response;

import java.util.Optional;

/** Groups of responses that people look for. Each response is in one. */
public enum ResponseGroup {
    /** Proposals that wait for a person. */
    WAITING("waiting"),
    /** What is done, or about to be. */
    IN_FORCE("in-force"),
    /** Proposals of rules in mode observe, of which nothing comes. */
    OBSERVED("observed"),
    /** What is over. */
    OVER("over");

    private final String word;

    ResponseGroup(String word) {
        this.word = word;
    }

    /** The group of a response. */
    public static ResponseGroup of(ResponseStep step) {
        if (step.state().isEnd()) {
            return OVER;
        }
        if (step.state().isInForce()) {
            return IN_FORCE;
        }
        return step.plan().mode() == Mode.OBSERVE ? OBSERVED : WAITING;
    }

    /** The word in requests, such as {@code in-force}. */
    public String word() {
        return word;
    }

    /** The group of a {@linkplain #word() word}; empty for any other text. */
    public static Optional<ResponseGroup> ofWord(String text) {
        for (ResponseGroup group : values()) {
            if (group.word.equals(text)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}

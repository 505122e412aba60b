package dev.weir.api.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Role {
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Also gives verdicts, and decides on responses. */
    ANALYST,
    /** Also changes the model, and says who may do what. */
    OPERATOR,
    /** Sends flows and has them scored, and sees nothing else: for programs. */
    COLLECTOR;

    /** All who may see. */
    public static final Set<Role> SEE = Set.copyOf(EnumSet.of(VIEWER, ANALYST, OPERATOR));
    /** All who may give verdicts, and decide on responses. */
    public static final Set<Role> TEACH = Set.copyOf(EnumSet.of(ANALYST, OPERATOR));
    /** All who may change the model and the tokens. */
    public static final Set<Role> OPERATE = Set.of(OPERATOR);
    /** All who may have flows scored. */
    public static final Set<Role> DETECT = Set.copyOf(EnumSet.of(ANALYST, OPERATOR, COLLECTOR));
    /** Everybody with a token. */
    public static final Set<Role> ANY = Set.copyOf(EnumSet.allOf(Role.class));

    /** The word in JSON and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word, if it is one. */
    public static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

package dev.weir.api.access;

import dev.weir.flow.Printable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: what it is worth, and not the token itself.
 *
 * @param id names it for those who list and revoke, 8 hexadecimal digits
 * @param name who it is for, 1 to 64 printable characters
 * @param role what they may do
 * @param sha256 of the token, hexadecimal
 * @param createdAt when it was made
 * @param expiresAt when it is worth nothing any more; null if never
 * @param session whether it is the cookie of a browser
 */
public record Token(
        String id,
        String name,
        Role role,
        String sha256,
        Instant createdAt,
        @Nullable Instant expiresAt,
        boolean session) {
    /** The longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 64;

    /** @throws IllegalArgumentException if the name cannot be */
    public Token {
        if (name == null || name.isBlank() || name.length() > MAX_NAME_LENGTH || !Printable.isText(name)) {
            throw new IllegalArgumentException(
                    "the name of a token must have 1 to " + MAX_NAME_LENGTH + " printable characters");
        }
        if (id == null || role == null || sha256 == null || createdAt == null) {
            throw new IllegalArgumentException("a token without all of its values");
        }
    }

    boolean isValid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}

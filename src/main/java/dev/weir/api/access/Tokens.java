package dev.weir.api.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a data folder, and those that hold for this run alone: the one in the run file, which commands of the folder's owner
 * find, and a code that opens the console once. A browser's session is a token too, so that it outlives a restart. Thread-safe.
 */
public final class Tokens {
    /** How long a browser stays logged in. */
    public static final Duration SESSION = Duration.ofHours(12);

    private static final int MOST_SESSIONS = 100;
    private static final int ID_LENGTH = 8;

    private final @Nullable TokenFile file;
    private final Clock clock;
    private final String localHash;
    private final String owner;
    private final Map<String, Token> byHash = new LinkedHashMap<>();
    /** The same for those who only look, and must not wait while a file is written. */
    private volatile Map<String, Token> shown;

    private @Nullable String codeHash;

    /** A token just made, and the only time that it is seen whole. */
    public record Created(Token token, String secret) {}

    private Tokens(@Nullable TokenFile file, String local, String owner, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.localHash = Secrets.sha256(local);
        this.owner = owner;
        if (file != null) {
            file.read().forEach(token -> byHash.put(token.sha256(), token));
        }
        this.shown = Map.copyOf(byHash);
    }

    /**
     * @param file where they are kept
     * @param local the token of the run file
     * @param owner name of the user whose folder it is
     * @throws IllegalStateException if the file is damaged
     */
    public static Tokens open(Path file, String local, String owner, Clock clock) {
        return new Tokens(new TokenFile(file), local, owner, clock);
    }

    /** Tokens of this run alone, kept nowhere. */
    public static Tokens inMemory(String local, String owner, Clock clock) {
        return new Tokens(null, local, owner, clock);
    }

    /** Who shows a token; empty if it is worth nothing. Never waits. */
    public Optional<Caller> callerOf(String secret) {
        String hash = Secrets.sha256(secret);
        if (hash.equals(localHash)) {
            return Optional.of(new Caller(owner, Role.OPERATOR, true));
        }
        return Optional.ofNullable(shown.get(hash))
                .filter(token -> token.isValid(clock.instant()))
                .map(token -> new Caller(token.name(), token.role(), false));
    }

    /** Those that are worth something, without sessions, the oldest first. */
    public synchronized List<Token> list() {
        Instant now = clock.instant();
        return byHash.values().stream()
                .filter(token -> token.isValid(now) && !token.session())
                .toList();
    }

    /** @throws IllegalArgumentException if the name cannot be */
    public Created create(String name, Role role) {
        return create(name, role, null, false);
    }

    /** Logs a browser in for {@link #SESSION}. */
    public synchronized Created openSession(Caller caller) {
        List<Token> sessions = byHash.values().stream()
                .filter(Token::session)
                .sorted(Comparator.comparing(Token::createdAt))
                .toList();
        if (sessions.size() >= MOST_SESSIONS) {
            byHash.remove(sessions.get(0).sha256());
        }
        return create(caller.name(), caller.role(), SESSION, true);
    }

    private synchronized Created create(String name, Role role, @Nullable Duration life, boolean session) {
        String secret = Secrets.create();
        Instant now = clock.instant();
        Token token = new Token(
                Secrets.create().substring(0, ID_LENGTH),
                name,
                role,
                Secrets.sha256(secret),
                now,
                life == null ? null : now.plus(life),
                session);
        byHash.put(token.sha256(), token);
        save();
        return new Created(token, secret);
    }

    /** Makes a token worth nothing, with the sessions of its name; empty if there is no such id. */
    public synchronized Optional<Token> revoke(String id) {
        Optional<Token> found =
                list().stream().filter(token -> token.id().equals(id)).findFirst();
        found.ifPresent(revoked -> {
            byHash.values()
                    .removeIf(token -> token.id().equals(id)
                            || (token.session() && token.name().equals(revoked.name())));
            save();
        });
        return found;
    }

    /** Logs out whoever shows this secret of a session. */
    public synchronized void closeSession(String secret) {
        Token token = byHash.get(Secrets.sha256(secret));
        if (token != null && token.session()) {
            byHash.remove(token.sha256());
            save();
        }
    }

    /** A code that lets its first bearer in as the owner; the code before is void. */
    public synchronized String newCode() {
        String code = Secrets.create();
        codeHash = Secrets.sha256(code);
        return code;
    }

    /** Who shows the code; the next who does is nobody. */
    public synchronized Optional<Caller> redeem(String code) {
        if (codeHash == null || !codeHash.equals(Secrets.sha256(code))) {
            return Optional.empty();
        }
        codeHash = null;
        return Optional.of(new Caller(owner, Role.OPERATOR, false));
    }

    private void save() {
        Instant now = clock.instant();
        byHash.values().removeIf(token -> !token.isValid(now));
        shown = Map.copyOf(byHash);
        if (file != null) {
            file.write(byHash.values());
        }
    }
}

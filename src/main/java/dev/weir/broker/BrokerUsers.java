package dev.weir.broker;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/**
 * Who may log in to the embedded broker of a folder. Names are kept with what proves a password, not with the password; only the
 * owner's is there, since Weir itself logs in with it. A running broker sees each change at the next login.
 */
public final class BrokerUsers {
    /** The user that may do everything; Weir itself. */
    public static final String OWNER = "weir";

    private static final String SECRET_FILE = "broker.secret";
    private static final String USERS_FILE = "broker.users";
    private static final int SECRET_BYTES = 32;

    private final Path secretFile;
    private final Path usersFile;

    /** @param directory the broker's folder */
    public BrokerUsers(Path directory) {
        secretFile = directory.resolve(SECRET_FILE);
        usersFile = directory.resolve(USERS_FILE);
    }

    /** The owner's login: of the last run, or a new one if that is lost. */
    BrokerLogin owner() {
        String kept = PrivateFile.read(secretFile).strip();
        String secret = kept.matches("[0-9a-f]{" + 2 * SECRET_BYTES + "}") ? kept : newSecret();
        PrivateFile.write(secretFile, secret + "\n");
        BrokerLogin owner = new BrokerLogin(OWNER, secret);
        put(owner);
        return owner;
    }

    /**
     * Lets a user log in, with a new password if there was one before. What the user may do there is for access control lists to
     * say; without any it is nothing.
     *
     * @throws IllegalArgumentException if the name is not of the form, or the owner's
     */
    public synchronized BrokerLogin add(String name) {
        requireOther(name);
        BrokerLogin login = new BrokerLogin(name, newSecret());
        put(login);
        return login;
    }

    /**
     * Takes a user's login away.
     *
     * @return whether there was one
     */
    public synchronized boolean remove(String name) {
        requireOther(name);
        Map<String, String> users = read();
        boolean known = users.remove(name) != null;
        write(users);
        return known;
    }

    /** All but the owner, by name. */
    public List<String> names() {
        return read().keySet().stream().filter(name -> !name.equals(OWNER)).toList();
    }

    Optional<ScramCredential> credential(String name) {
        return Optional.ofNullable(read().get(name)).map(ScramCredentialUtils::credentialFromString);
    }

    private void put(BrokerLogin login) {
        Map<String, String> users = read();
        users.put(login.user(), ScramCredentialUtils.credentialToString(credential(login)));
        write(users);
    }

    private static ScramCredential credential(BrokerLogin login) {
        try {
            ScramMechanism mechanism = ScramMechanism.SCRAM_SHA_256;
            return new ScramFormatter(mechanism).generateCredential(login.password(), mechanism.minIterations());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Map<String, String> read() {
        Map<String, String> users = new TreeMap<>();
        PrivateFile.read(usersFile)
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> users.put(parts[0], parts[1]));
        return users;
    }

    private void write(Map<String, String> users) {
        PrivateFile.write(
                usersFile,
                users.entrySet().stream()
                        .map(user -> user.getKey() + " " + user.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private static void requireOther(String name) {
        BrokerLogin.requireName(name);
        if (name.equals(OWNER)) {
            throw new IllegalArgumentException("\"" + OWNER + "\" is Weir's own user: choose another name");
        }
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package dev.weir.broker;

import java.util.Map;

/**
 * A name and a password that the embedded broker knows, for any Kafka client.
 *
 * @param user 1 to 64 letters, digits or {@code . _ -}
 * @param password letters and digits
 */
public record BrokerLogin(String user, String password) {
    static final String MECHANISM = "SCRAM-SHA-256";
    private static final String WORD = "[A-Za-z0-9._-]{1,64}";

    public BrokerLogin {
        requireName(user);
        if (!password.matches(WORD)) {
            throw new IllegalArgumentException("a password of the embedded broker must be 1 to 64 letters or digits");
        }
    }

    static void requireName(String user) {
        if (!user.matches(WORD)) {
            throw new IllegalArgumentException(
                    "a user's name must be 1 to 64 letters, digits, full stops, _ or -, got \"" + user + '"');
        }
    }

    /** The settings of a client that logs in with it, by Kafka's own names. */
    public Map<String, String> settings() {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    @Override
    public String toString() {
        return "BrokerLogin[" + user + "]";
    }
}

package dev.weir.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may use the broker: anyone who can connect, or only the users of its folder, as access control lists permit. */
final class Access {
    static final Access OPEN = new Access(Map.of(), null);

    private final Map<String, String> settings;
    private final @Nullable BrokerLogin owner;

    private Access(Map<String, String> settings, @Nullable BrokerLogin owner) {
        this.settings = Map.copyOf(settings);
        this.owner = owner;
    }

    /** Those of {@link BrokerUsers}; the owner among them may do everything, the others nothing but what is permitted. */
    static Access ofUsers(Path directory) {
        return new Access(
                Map.of(
                        LoginCheck.FOLDER_SETTING,
                        directory.toString(),
                        "sasl.enabled.mechanisms",
                        BrokerLogin.MECHANISM,
                        "sasl.mechanism.inter.broker.protocol",
                        BrokerLogin.MECHANISM,
                        "sasl.mechanism.controller.protocol",
                        BrokerLogin.MECHANISM,
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:" + BrokerUsers.OWNER,
                        "allow.everyone.if.no.acl.found",
                        "false"),
                new BrokerUsers(directory).owner());
    }

    Optional<BrokerLogin> owner() {
        return Optional.ofNullable(owner);
    }

    /** Settings of a node with these listeners. */
    Map<String, String> settings(List<String> listeners) {
        Map<String, String> all = new HashMap<>(settings);
        String protocol = owner == null ? "PLAINTEXT" : "SASL_PLAINTEXT";
        all.put(
                "listener.security.protocol.map",
                listeners.stream().map(listener -> listener + ":" + protocol).collect(Collectors.joining(",")));
        if (owner != null) {
            for (String listener : listeners) {
                String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + "."
                        + BrokerLogin.MECHANISM.toLowerCase(Locale.ROOT) + ".";
                all.put(prefix + "sasl.jaas.config", owner.settings().getOrDefault("sasl.jaas.config", ""));
                all.put(prefix + "sasl.server.callback.handler.class", LoginCheck.class.getName());
            }
        }
        return all;
    }
}

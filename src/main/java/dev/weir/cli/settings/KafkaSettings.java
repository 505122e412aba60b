package dev.weir.cli.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings handed to every Kafka client as they are, such as SASL and TLS. Values may be secrets: only keys are ever printed.
 *
 * @param clients by Kafka's own names
 */
public record KafkaSettings(Map<String, String> clients) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    public KafkaSettings {
        clients = Map.copyOf(clients);
    }

    /** What a file says. Its values go to Kafka unseen, and into no message, since they may be secrets. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static KafkaSettings of(Map<String, JsonNode> values) {
        Map<String, String> clients = new TreeMap<>();
        values.forEach((name, value) -> {
            if (!value.isValueNode() || value.isNull()) {
                throw new IllegalArgumentException(
                        "one value is needed; write Kafka's whole name, such as security.protocol: SASL_SSL");
            }
            clients.put(name, value.asText());
        });
        return new KafkaSettings(clients);
    }

    public static KafkaSettings defaults() {
        return new KafkaSettings(Map.of());
    }

    /** The cluster to use instead of the embedded broker, if one is set. */
    public Optional<String> bootstrapServers() {
        return Optional.ofNullable(clients.get(BOOTSTRAP_SERVERS));
    }

    /** The same settings for a certain cluster. */
    public KafkaSettings withBootstrapServers(String servers) {
        return with(Map.of(BOOTSTRAP_SERVERS, servers));
    }

    /** The same settings, with others that go before them. */
    public KafkaSettings with(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(clients);
        all.putAll(others);
        return new KafkaSettings(all);
    }

    @Override
    public String toString() {
        return "KafkaSettings" + new TreeMap<>(clients).keySet();
    }
}

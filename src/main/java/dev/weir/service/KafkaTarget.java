package dev.weir.service;

import dev.weir.cli.settings.KafkaSettings;
import dev.weir.topics.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka to send to.
 *
 * @param settings for every client; with bootstrap servers
 * @param topics names of the topics there
 * @param detector the detector that named this Kafka; null if the user did
 */
public record KafkaTarget(
        KafkaSettings settings, TopicNames topics, @Nullable RunFile detector) {
    private static final int TIMEOUT_SECONDS = 15;

    public String bootstrapServers() {
        return settings.bootstrapServers().orElseThrow();
    }

    /** Settings of a client, over the given ones. */
    public Map<String, Object> client(Map<String, Object> basics) {
        Map<String, Object> all = new HashMap<>(basics);
        all.putAll(settings.clients());
        return all;
    }

    /**
     * Makes sure that there is something to send to, since a producer would wait a minute and then not say why.
     *
     * @throws CommandException if the cluster does not answer or has no such topic
     */
    public void requireTopic(String topic) {
        Map<String, Object> config = client(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1000));
        try (Admin admin = Admin.create(config)) {
            admin.describeTopics(Set.of(topic)).allTopicNames().get(TIMEOUT_SECONDS + 1L, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new CommandException(
                        "there is no topic " + topic + " on " + bootstrapServers()
                                + ": start the detector, which makes it, or set topics.prefix",
                        e);
            }
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while asking Kafka", e);
        }
    }

    private CommandException unreachable(Throwable cause) {
        String reason = cause.getCause() == null
                ? String.valueOf(cause.getMessage())
                : cause.getMessage() + ": " + cause.getCause().getMessage();
        return new CommandException(
                "Kafka at " + bootstrapServers() + " cannot be used (" + reason
                        + "): check that it runs, --bootstrap-server, and the kafka: section of the settings",
                cause);
    }
}

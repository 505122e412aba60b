package dev.weir.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the missing topics, and holds the existing ones against what Weir needs of them. */
public final class Topics {
    private final AdminAnswers answers = new AdminAnswers();
    private final Admin admin;
    private final TopicSettings settings;
    private final List<String> created = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Topics(Admin admin, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Makes missing topics and checks all. Several processes may do so at once.
     *
     * @throws TopicException if Kafka does not answer or does not permit it, or a topic exists with settings that would
     *     lose or break the model's history; nothing existing is ever altered
     */
    public static TopicReport prepare(Admin admin, TopicSettings settings) {
        return new Topics(admin, settings).prepare();
    }

    private TopicReport prepare() {
        Map<String, Integer> partitions;
        try {
            // One that another process makes in between is checked below as any that exists.
            create(missing(existing()), new CreateTopicsOptions(), created::add, name -> {});
            partitions = describeUntil(settings.names().all(), describe());
        } catch (AuthorizationException e) {
            throw new TopicException(
                    "Kafka does not permit to see or make the topics (" + e.getMessage()
                            + "): permit Describe and Create on "
                            + settings.names().prefix() + ".*, or make them beforehand",
                    e);
        }
        TopicCheck check = new TopicCheck(settings, partitions, configs());
        if (!check.refusals().isEmpty()) {
            throw new TopicException(String.join(System.lineSeparator(), check.refusals()));
        }
        warnings.addAll(check.warnings());
        return new TopicReport(created, warnings);
    }

    /**
     * Partitions of the topics that exist, by name. Only the controller knows for certain; what it knows and the broker
     * that was asked does not, appears there shortly.
     */
    private Map<String, Integer> existing() {
        Map<String, Integer> found = describe();
        List<NewTopic> missing = missing(found);
        if (missing.isEmpty()) {
            return found;
        }
        List<String> known = new ArrayList<>();
        create(missing, new CreateTopicsOptions().validateOnly(true), name -> {}, known::add);
        return describeUntil(known, found);
    }

    private Map<String, Integer> describe() {
        Map<String, Integer> existing = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(settings.names().all()).topicNameValues();
        descriptions.forEach((name, description) -> {
            try {
                existing.put(name, answers.await(description, name).partitions().size());
            } catch (UnknownTopicOrPartitionException missing) {
                // To be made.
            }
        });
        return existing;
    }

    private List<NewTopic> missing(Map<String, Integer> existing) {
        TopicPlan plan = new TopicPlan(settings);
        return settings.names().all().stream()
                .filter(name -> !existing.containsKey(name))
                .map(name -> plan.topic(name, existing))
                .toList();
    }

    private void create(
            Collection<NewTopic> topics, CreateTopicsOptions options, Consumer<String> made, Consumer<String> existed) {
        Map<String, KafkaFuture<Void>> results =
                admin.createTopics(topics, options).values();
        new TreeMap<>(results).forEach((name, result) -> {
            try {
                answers.await(result, name);
                made.accept(name);
            } catch (TopicExistsException e) {
                existed.accept(name);
            }
        });
    }

    private Map<String, Integer> describeUntil(List<String> names, Map<String, Integer> before) {
        Map<String, Integer> found = before;
        while (!found.keySet().containsAll(names)) {
            answers.pause("topics that exist do not appear: of " + names + " only " + found.keySet());
            found = describe();
        }
        return found;
    }

    private Map<String, Config> configs() {
        Map<String, Config> configs = new TreeMap<>();
        for (String name : settings.names().all()) {
            try {
                configs.put(name, config(name));
            } catch (AuthorizationException e) {
                warnings.add("the settings of " + name + " may not be read (" + e.getMessage()
                        + "), so they were not checked: permit DescribeConfigs on it");
            }
        }
        return configs;
    }

    private Config config(String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        while (true) {
            KafkaFuture<Config> result =
                    admin.describeConfigs(List.of(resource)).values().get(resource);
            if (result == null) {
                throw new IllegalStateException("Kafka says nothing of " + name);
            }
            try {
                return answers.await(result, name);
            } catch (UnknownTopicOrPartitionException notYetKnown) {
                answers.pause("the settings of " + name + " do not appear");
            }
        }
    }
}

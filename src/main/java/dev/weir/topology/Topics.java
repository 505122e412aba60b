package dev.weir.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the missing topics, and holds the existing ones against what Weir needs of them. */
public final class Topics {
    private final Answers answers = new Answers();
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
            create(describe());
            partitions = describeUntilComplete();
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

    /** Partitions of the topics that exist, by name. */
    private Map<String, Integer> describe() {
        Map<String, Integer> existing = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(settings.names().all()).topicNameValues();
        descriptions.forEach((name, description) -> {
            try {
                existing.put(name, answers.of(description, name).partitions().size());
            } catch (UnknownTopicOrPartitionException missing) {
                // To be made.
            }
        });
        return existing;
    }

    private void create(Map<String, Integer> existing) {
        TopicPlan plan = new TopicPlan(settings);
        List<NewTopic> missing = settings.names().all().stream()
                .filter(name -> !existing.containsKey(name))
                .map(name -> plan.topic(name, existing))
                .toList();
        Map<String, KafkaFuture<Void>> results = admin.createTopics(missing).values();
        for (NewTopic topic : missing) {
            KafkaFuture<Void> result = results.get(topic.name());
            if (result == null) {
                throw new IllegalStateException("Kafka says nothing of " + topic.name());
            }
            try {
                answers.of(result, topic.name());
                created.add(topic.name());
            } catch (TopicExistsException madeByAnotherProcess) {
                // Checked below as any that exists.
            }
        }
    }

    /** A broker may not know yet of a topic that another one has just made. */
    private Map<String, Integer> describeUntilComplete() {
        Map<String, Integer> found = describe();
        while (found.size() < settings.names().all().size()) {
            answers.pause("topics that were made do not appear; found only " + found.keySet());
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
                return answers.of(result, name);
            } catch (UnknownTopicOrPartitionException notYetKnown) {
                answers.pause("the settings of " + name + " do not appear");
            }
        }
    }
}

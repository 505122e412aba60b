package dev.weir.topics;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** How many partitions a topic has. */
public final class Partitions {
    private Partitions() {}

    /** @throws IllegalStateException if there is no such topic, or Kafka does not answer */
    public static int of(Admin admin, String topic) {
        TopicDescription description = KafkaCall.outcome(
                        admin.describeTopics(List.of(topic)).allTopicNames(), "asking for the shape of " + topic)
                .get(topic);
        return Objects.requireNonNull(description, topic).partitions().size();
    }
}

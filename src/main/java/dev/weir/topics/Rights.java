package dev.weir.topics;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** Who needs which rights on a Kafka cluster. */
public enum Rights {
    /** Weir itself. */
    DETECTOR,
    /** A collector, which may write flows and nothing else. */
    FLOWS,
    /** An analyst's tool, which may write verdicts, and read what they are about. */
    FEEDBACK,
    /** A reader of alerts, which may write nothing. */
    ALERTS;

    /**
     * The rights on the topics of a name, each with what breaks without it.
     *
     * @param user what the names of a reader's groups start with
     */
    public List<Right> on(TopicNames names, String user) {
        return switch (this) {
            case DETECTOR -> detector(names);
            case FLOWS -> List.of(topic(names.flows(), "no flow can be sent", WRITE, DESCRIBE));
            case FEEDBACK ->
                List.of(
                        topic(names.feedback(), "no verdict can be given", WRITE, DESCRIBE),
                        topic(names.alerts(), "the alerts cannot be seen", READ, DESCRIBE),
                        topic(names.scored(), "the scored flows cannot be seen", READ, DESCRIBE),
                        group(user));
            case ALERTS -> List.of(topic(names.alerts(), "the alerts cannot be seen", READ, DESCRIBE), group(user));
        };
    }

    private static List<Right> detector(TopicNames names) {
        String application = names.prefix();
        return List.of(
                new Right(
                        ResourceType.TOPIC,
                        names.prefix() + ".",
                        true,
                        List.of(READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE),
                        "no detector starts; without Create alone, make the topics beforehand"),
                new Right(
                        ResourceType.TOPIC,
                        application + "-",
                        true,
                        List.of(READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, CREATE, DELETE),
                        "what is known of hosts and of scored flows cannot be kept, and no flow is scored; without Delete"
                                + " alone, flows on their way between tasks are never cleared away"),
                new Right(
                        ResourceType.GROUP,
                        application,
                        false,
                        List.of(READ, DESCRIBE),
                        "no partition is given to a detector, and no flow is scored"),
                new Right(
                        ResourceType.GROUP,
                        application + ".",
                        true,
                        List.of(READ, DESCRIBE),
                        "nothing is done about alerts, and nothing is passed on to other systems"),
                new Right(
                        ResourceType.TRANSACTIONAL_ID,
                        application + "-",
                        true,
                        List.of(WRITE, DESCRIBE),
                        "no flow is scored, unless processing.guarantee is at-least-once"),
                new Right(
                        ResourceType.TRANSACTIONAL_ID,
                        application + ".",
                        true,
                        List.of(WRITE, DESCRIBE),
                        "nothing is done about alerts"));
    }

    private static Right topic(String name, String without, AclOperation... operations) {
        return new Right(ResourceType.TOPIC, name, false, List.of(operations), without);
    }

    private static Right group(String user) {
        return new Right(
                ResourceType.GROUP,
                user,
                true,
                List.of(READ),
                "no consumer group can be used; its name must start with " + user);
    }
}

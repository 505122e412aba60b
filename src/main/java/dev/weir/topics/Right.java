package dev.weir.topics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A right on a Kafka cluster.
 *
 * @param type topic, group or transactional id
 * @param name of it, or what the names of several start with
 * @param prefixed whether the latter
 * @param operations what one may do with it
 * @param without what breaks without the right
 */
public record Right(ResourceType type, String name, boolean prefixed, List<AclOperation> operations, String without) {
    private static final String ANY_HOST = "*";

    public Right {
        operations = List.copyOf(operations);
    }

    /** The right as entries of a cluster, for a principal such as {@code User:weir}. */
    public List<AclBinding> bindings(String principal) {
        ResourcePattern resource =
                new ResourcePattern(type, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** The right as arguments of {@code kafka-acls}, for a principal such as {@code User:weir}. */
    public String arguments(String principal) {
        return "--add --allow-principal " + principal + " "
                + operations.stream()
                        .map(operation -> "--operation " + word(operation.name()))
                        .collect(Collectors.joining(" "))
                + " " + option() + " " + name + (prefixed ? " --resource-pattern-type prefixed" : "");
    }

    private String option() {
        return "--" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such as DescribeConfigs. */
    private static String word(String constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}

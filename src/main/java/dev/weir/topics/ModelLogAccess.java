package dev.weir.topics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether anyone at all may write to the model log; who may can teach, roll back or replace the model. */
public final class ModelLogAccess {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLogAccess.class);
    private static final Set<AclOperation> WRITING = Set.of(AclOperation.WRITE, AclOperation.ALL);
    private static final String ANYONE = "User:*";

    private final AdminAnswers answers = new AdminAnswers();
    private final Admin admin;
    private final String topic;

    public ModelLogAccess(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /** A sentence for the operator if anyone may; empty if not, or if this may not be asked here. */
    public Optional<String> warning() {
        try {
            return isOpen(entries())
                    ? Optional.of(warning("its access control lists permit it to " + ANYONE))
                    : Optional.empty();
        } catch (AuthorizationException e) {
            LOG.debug("who may write to {} cannot be asked here: {}", topic, e.getMessage());
            return Optional.empty();
        } catch (TopicException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                return Optional.of(warning("this Kafka has no access control lists"));
            }
            LOG.debug("who may write to {} is not known", topic, e);
            return Optional.empty();
        }
    }

    private Collection<AclBinding> entries() {
        AclBindingFilter filter = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH),
                new AccessControlEntryFilter(null, null, AclOperation.ANY, AclPermissionType.ANY));
        return answers.await(admin.describeAcls(filter).values(), topic);
    }

    private static boolean isOpen(Collection<AclBinding> bindings) {
        List<AccessControlEntry> forAnyone = bindings.stream()
                .map(AclBinding::entry)
                .filter(entry -> entry.principal().equals(ANYONE) && WRITING.contains(entry.operation()))
                .toList();
        return forAnyone.stream().anyMatch(entry -> entry.permissionType() == AclPermissionType.ALLOW)
                && forAnyone.stream()
                        .noneMatch(entry -> entry.permissionType() == AclPermissionType.DENY
                                && entry.host().equals("*"));
    }

    private String warning(String why) {
        return "anyone who can connect may write to " + topic + " (" + why
                + "), and so teach, roll back or replace the model: `weir acls` prints the rights that Weir needs";
    }
}

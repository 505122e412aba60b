package dev.weir.cli.cluster;

import dev.weir.broker.BrokerLogin;
import dev.weir.broker.BrokerUsers;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import dev.weir.service.RunFile;
import dev.weir.service.Session;
import dev.weir.topics.Rights;
import dev.weir.topics.TopicNames;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Logins of others to the embedded broker of a running detector, each with its rights there. */
final class BrokerClients {
    private static final int TIMEOUT_SECONDS = 15;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final BrokerUsers users;
    private final KafkaTarget kafka;

    private BrokerClients(BrokerUsers users, KafkaTarget kafka) {
        this.users = users;
        this.kafka = kafka;
    }

    /**
     * One of them.
     *
     * @param name of the login
     * @param may what, such as {@code write topic weir.flows}
     */
    record Client(String name, List<String> may) {}

    /** @throws CommandException if no detector runs there, or it uses a cluster */
    static BrokerClients of(Session session) {
        RunFile running = session.runningDetector();
        if (running.brokerLogin() == null) {
            throw new CommandException("the detector on "
                    + session.dataDirectory().path() + " uses the cluster " + running.bootstrapServer()
                    + ": make users there, with the rights that `weir acls --for` prints");
        }
        KafkaTarget kafka = new KafkaTarget(running.kafka(session.settings().kafka()), running.topics(), running);
        return new BrokerClients(new BrokerUsers(session.settings().broker().directory()), kafka);
    }

    /** Makes a login, or gives it a new password; these rights are all that it has, and in force when this returns. */
    BrokerLogin create(String name, Rights rights) {
        BrokerLogin login = users.add(name);
        TopicNames topics = kafka.topics();
        List<AclBinding> wanted = rights.on(topics, name).stream()
                .flatMap(right -> right.bindings(principal(name)).stream())
                .toList();
        ask(admin -> admin.deleteAcls(List.of(entriesOf(name))).all());
        ask(admin -> admin.createAcls(wanted).all());
        awaitRights(name, Set.copyOf(wanted));
        return login;
    }

    /** @throws IllegalArgumentException if there is none of the name */
    void revoke(String name) {
        boolean known = users.remove(name);
        ask(admin -> admin.deleteAcls(List.of(entriesOf(name))).all());
        awaitRights(name, Set.of());
        if (!known) {
            throw new IllegalArgumentException(
                    "there is no login \"" + name + "\": weir client list names those there are");
        }
    }

    List<Client> list() {
        return users.names().stream()
                .map(name -> new Client(name, rights(rightsOf(name))))
                .toList();
    }

    /** What the controller of the broker has taken is in force a moment later, and only then is it done. */
    private void awaitRights(String name, Set<AclBinding> wanted) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!Set.copyOf(rightsOf(name)).equals(wanted)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new CommandException("the rights of \"" + name + "\" are not in force at "
                        + kafka.bootstrapServers() + " after " + TIMEOUT_SECONDS
                        + " s: weir client list tells what it may; do it again");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted while waiting for Kafka", e);
            }
        }
    }

    private Collection<AclBinding> rightsOf(String name) {
        return ask(admin -> admin.describeAcls(entriesOf(name)).values());
    }

    private static List<String> rights(Collection<AclBinding> bindings) {
        return bindings.stream()
                .filter(binding -> binding.entry().operation() != AclOperation.DESCRIBE)
                .map(binding ->
                        (binding.entry().operation() + " " + binding.pattern().resourceType()).toLowerCase(Locale.ROOT)
                                + " " + binding.pattern().name())
                .sorted()
                .toList();
    }

    private static AclBindingFilter entriesOf(String name) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal(name), null, AclOperation.ANY, AclPermissionType.ANY));
    }

    private static String principal(String name) {
        return "User:" + name;
    }

    private <T> T ask(Function<Admin, KafkaFuture<T>> question) {
        try (Admin admin = Admin.create(kafka.client(Map.of()))) {
            return question.apply(admin).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new CommandException(
                    "the broker at " + kafka.bootstrapServers() + " did not do it (" + e.getMessage()
                            + "): is the detector well? weir status tells",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while asking Kafka", e);
        }
    }
}

package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.BrokerLogin;
import dev.weir.broker.BrokerSettings;
import dev.weir.broker.BrokerUsers;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.broker.TestBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether a start-up notices that anyone may write to the model log. */
@Tag("broker")
@Timeout(300)
class ModelLogAccessTest {
    private static final String LOG = "weir.model-log";

    @TempDir
    private Path folder;

    @Test
    void brokerOpenToAll_isWarnedOf() {
        try (TestBroker broker = new TestBroker().start(folder)) {
            assertThat(new ModelLogAccess(broker.admin(), LOG).warning())
                    .hasValueSatisfying(
                            warning -> assertThat(warning).contains(LOG, "no access control lists", "weir acls"));
        }
    }

    @Test
    void rightForAnyone_isWarnedOf_andOneForSomebodyIsNot() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                Admin owner = admin(broker, broker.login())) {
            ModelLogAccess access = new ModelLogAccess(owner, LOG);
            permit(owner, "User:detector", AclOperation.WRITE);
            permit(owner, "User:*", AclOperation.READ);
            assertThat(access.warning()).isEmpty();

            permit(owner, "User:*", AclOperation.WRITE);

            TestBroker.await("it is noticed", () -> access.warning().isPresent());
            assertThat(access.warning())
                    .hasValueSatisfying(warning -> assertThat(warning).contains("User:*"));
        }
    }

    @Test
    void clientThatMayNotAsk_isToldNothing() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                Admin stranger = admin(broker, new BrokerUsers(folder).add("other"))) {
            assertThat(new ModelLogAccess(stranger, LOG).warning()).isEmpty();
        }
    }

    private static void permit(Admin owner, String principal, AclOperation operation) {
        Right right = new Right(ResourceType.TOPIC, "weir.", true, List.of(operation), "");
        TestBroker.await(owner.createAcls(right.bindings(principal)).all());
    }

    private static Admin admin(EmbeddedBroker broker, BrokerLogin login) {
        Map<String, Object> settings = new HashMap<>(login.settings());
        settings.put("bootstrap.servers", broker.bootstrapServer());
        return Admin.create(settings);
    }
}

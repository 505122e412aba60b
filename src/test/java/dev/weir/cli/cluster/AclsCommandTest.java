package dev.weir.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.BrokerLogin;
import dev.weir.broker.BrokerSettings;
import dev.weir.broker.BrokerUsers;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import dev.weir.topics.Right;
import dev.weir.topics.Rights;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rights that Weir says it needs, and whether it gets on with them. */
class AclsCommandTest {
    private static final String CSV =
            "ts,id,src_ip,src_port,dst_ip,dst_port,proto\n1700000000,F1,10.0.0.1,1,10.0.0.2,22,tcp\n";

    @TempDir
    private Path folder;

    @Test
    void rights_arePrintedAsCommandsWithWhatBreaks() {
        CommandLineFixture weir = new CommandLineFixture(folder);

        assertThat(weir.run("acls", "User:detector", "--bootstrap-server", "k:9093"))
                .isZero();
        assertThat(weir.out())
                .startsWith("# without: ")
                .contains(
                        "kafka-acls.sh --bootstrap-server k:9093 --command-config ADMIN.properties --add"
                                + " --allow-principal User:detector --operation Read --operation Write --operation Describe"
                                + " --operation DescribeConfigs --operation Create --topic weir."
                                + " --resource-pattern-type prefixed" + System.lineSeparator(),
                        "--operation Write --operation Describe --transactional-id weir- --resource-pattern-type prefixed");
        assertThat(weir.run("acls", "User:zeek", "--for", "flows")).isZero();
        assertThat(weir.out())
                .contains("--operation Write --operation Describe --topic weir.flows")
                .doesNotContain("prefixed");
        assertThat(weir.run("acls", "--json")).isZero();
        assertThat(weir.out()).startsWith("[{\"arguments\":\"--add");
        assertThat(weir.run("acls", "User:a b")).isEqualTo(2);
    }

    @Test
    @Tag("broker")
    @Timeout(300)
    void detectorWithTheseRights_doesAllItsWork() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        Path brokerFolder = folder.resolve("broker");
        Path flows = Files.writeString(folder.resolve("flows.csv"), CSV);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(brokerFolder, 0))) {
            BrokerLogin login = new BrokerUsers(brokerFolder).add("detector");
            permit(broker, Rights.DETECTOR.on(TopicNames.defaults(), "detector"));
            Path config = Files.writeString(folder.resolve("weir.yaml"), yaml(broker, login));
            CommandLineFixture weir = new CommandLineFixture(data.path());
            Settings defaults = Settings.defaults(data.path());
            Settings settings = defaults.withKafka(defaults.kafka()
                    .withBootstrapServers(broker.bootstrapServer())
                    .with(login.settings()));
            try (Service service = Service.start(data, settings, DetectorStart::start)) {
                service.check();
                assertThat(weir.run("replay", flows.toString(), "--config", config.toString()))
                        .as(weir.err())
                        .isZero();
                TestBroker.await(
                        "scored",
                        () -> weir.run("status", "--json") == 0 && weir.out().contains("\"flows_scored\":1,"));
                assertThat(weir.run("label", "F1", "malicious", "--config", config.toString()))
                        .as(weir.err())
                        .isZero();
                TestBroker.await(
                        "learned",
                        () -> weir.run("status", "--json") == 0 && weir.out().contains("\"lessons\":1,"));
                TestBroker.await(
                        "all was read",
                        () -> weir.run("status", "--json") == 0 && weir.out().contains("\"lag\":0,"));
                assertThat(weir.run("checkpoint", "a")).as(weir.err()).isZero();
                assertThat(weir.run("rollback", "a")).as(weir.err()).isZero();
                assertThat(weir.run("verify")).as(weir.err()).isZero();
                assertThat(weir.run("client", "list")).isEqualTo(1);
                assertThat(weir.err()).contains("weir acls --for");
            }
        }
    }

    private static String yaml(EmbeddedBroker broker, BrokerLogin login) {
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap.servers: " + broker.bootstrapServer() + "\n");
        login.settings().forEach((key, value) -> yaml.append("  " + key + ": '" + value + "'\n"));
        return yaml.toString();
    }

    private static void permit(EmbeddedBroker broker, List<Right> rights) {
        Map<String, Object> owner = new HashMap<>(broker.login().settings());
        owner.put("bootstrap.servers", broker.bootstrapServer());
        try (Admin admin = Admin.create(owner)) {
            List<AclBinding> wanted = rights.stream()
                    .flatMap(right -> right.bindings("User:detector").stream())
                    .toList();
            TestBroker.await(admin.createAcls(wanted).all());
            TestBroker.await(
                    "the rights are in force",
                    () -> TestBroker.await(
                                    admin.describeAcls(AclBindingFilter.ANY).values())
                            .containsAll(wanted));
        }
    }
}

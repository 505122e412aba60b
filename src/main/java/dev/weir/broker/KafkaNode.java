package dev.weir.broker;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** Kafka's own parts put together as its launcher does, less everything that takes hold of the process. */
final class KafkaNode {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final BrokerServer broker;
    private final ControllerServer controller;

    private KafkaNode(BrokerServer broker, ControllerServer controller) {
        this.broker = broker;
        this.controller = controller;
    }

    static KafkaNode start(Path directory, BoundSockets sockets, Faults faults, Access access) {
        format(directory);
        KafkaConfig config = new KafkaConfig(
                NodeSettings.of(directory, sockets.clientPort(), sockets.controllerPort(), access), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> found =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        SharedServer shared = new SharedServer(
                config,
                found._1(),
                new SteadyTime(),
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                faults,
                sockets);
        KafkaNode node = new KafkaNode(
                new BrokerServer(shared), new ControllerServer(shared, KafkaRaftServer.configSchema(), found._2()));
        node.startUp();
        return node;
    }

    /** A new folder gets its identity; one that has one keeps it. Kafka writes that file last, and whole. */
    private static void format(Path directory) {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), false))
                    .setNodeId(NodeSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
                    .run();
        } catch (Exception e) {
            throw new BrokerException("the broker's folder " + directory + " cannot be prepared: " + e, e);
        }
    }

    private void startUp() {
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable e) {
            stop();
            throw e;
        }
    }

    void stop() {
        try {
            broker.shutdown(STOP_TIMEOUT);
        } finally {
            controller.shutdown();
        }
    }
}

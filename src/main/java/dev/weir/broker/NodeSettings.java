package dev.weir.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Kafka's settings for one node that is controller and broker at once, on the loopback. */
final class NodeSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "CLIENTS";
    private static final String HOST = "127.0.0.1";
    private static final String MAX_RECORD_BYTES = Integer.toString(16 * 1024 * 1024);
    private static final long FEWEST_CLEANER_BYTES = 2L << 20;
    private static final long MOST_CLEANER_BYTES = 128L << 20;
    private static final String TEN_YEARS_MINUTES = Integer.toString(10 * 365 * 24 * 60);

    /** Internal topics have one replica, since there is one node, and few partitions, since each costs files and start-up time. */
    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("default.replication.factor", "1"),
            Map.entry("num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            // A killed detector's open transaction holds up its successor until it is seen to have timed out.
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"));

    /** Nothing is deleted but where a topic says so; a detector switched off for weeks finds its place again. */
    private static final Map<String, String> KEEPING = Map.of(
            "auto.create.topics.enable",
            "false",
            "log.retention.ms",
            "-1",
            "log.retention.bytes",
            "-1",
            "offsets.retention.minutes",
            TEN_YEARS_MINUTES,
            "message.max.bytes",
            MAX_RECORD_BYTES,
            "replica.fetch.max.bytes",
            MAX_RECORD_BYTES);

    /**
     * Quick to start, also after a kill: a new run must wait until the last one's session ends, and must read again every
     * segment that was not closed, so both are short. Kafka's own sizes are for a machine that does nothing else. A session
     * is still longer than a busy machine may hold up a heartbeat: without it, partitions have no leader for a while.
     */
    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("broker.session.timeout.ms", "6000"),
            Map.entry("broker.heartbeat.interval.ms", "600"),
            // Twice a second nothing happened would be written down for other nodes, of which there are none.
            Map.entry("metadata.max.idle.interval.ms", "10000"),
            Map.entry("log.segment.bytes", Integer.toString(128 * 1024 * 1024)),
            Map.entry("log.cleaner.backoff.ms", "1000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "4"),
            Map.entry("metric.reporters", ""));

    /**
     * Nobody who only connects may use up the descriptors of the process: what comes beyond these, and what is silent for a
     * minute, is closed. A detector and its commands need some 40 connections.
     */
    private static final Map<String, String> BOUNDED = Map.of(
            "max.connections.per.ip", "400",
            "max.connections", "600",
            "connections.max.idle.ms", "60000");

    private NodeSettings() {}

    /** @param access who may log in, and as whom the node itself does */
    static Properties of(Path logDirectory, int clientPort, int controllerPort, Access access) {
        Properties properties = new Properties();
        properties.putAll(SINGLE_NODE);
        properties.putAll(KEEPING);
        properties.putAll(QUICK);
        properties.putAll(BOUNDED);
        String clients = CLIENT_LISTENER + "://" + HOST + ":" + clientPort;
        String controller = HOST + ":" + controllerPort;
        properties.put(
                "log.cleaner.dedupe.buffer.size",
                Long.toString(cleanerBytes(Runtime.getRuntime().maxMemory())));
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        properties.put("advertised.listeners", clients);
        properties.putAll(access.settings(List.of(CLIENT_LISTENER, CONTROLLER_LISTENER)));
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.put("log.dirs", logDirectory.toString());
        return properties;
    }

    /**
     * The memory in which the cleaner of compacted topics holds the keys that it has met, 24 bytes each. Keys that do not fit wait for another
     * pass, and each pass writes the whole partition again: with 2 MB, a million hosts kept the cleaner at work for a fifth of
     * all the process took.
     *
     * @param heapBytes the most the heap may take; 2 GB make room for 1,200,000 keys
     */
    static long cleanerBytes(long heapBytes) {
        return Math.max(FEWEST_CLEANER_BYTES, Math.min(heapBytes / 64, MOST_CLEANER_BYTES));
    }
}

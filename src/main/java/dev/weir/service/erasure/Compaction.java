package dev.weir.service.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Makes Kafka compact a topic for a while, so that what tombstones delete is gone from the disk too, and not only at the end of its
 * retention. Ended, the topic is as it was.
 */
final class Compaction {
    static final int SEGMENT_MILLIS = 500;
    private static final Map<String, String> WHILE = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0",
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            "0",
            TopicConfig.SEGMENT_MS_CONFIG,
            Integer.toString(SEGMENT_MILLIS));

    private final Admin admin;
    private final ConfigResource topic;
    private final List<AlterConfigOp> back = new ArrayList<>();

    private Compaction(Admin admin, String topic) {
        this.admin = admin;
        this.topic = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    static Compaction of(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Compaction compaction = new Compaction(admin, topic);
        Config before =
                admin.describeConfigs(List.of(compaction.topic)).all().get().get(compaction.topic);
        List<AlterConfigOp> now = new ArrayList<>();
        WHILE.forEach((name, value) -> {
            now.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            ConfigEntry entry = before == null ? null : before.get(name);
            boolean isOwn = entry != null && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
            compaction.back.add(new AlterConfigOp(
                    new ConfigEntry(name, isOwn && entry != null ? entry.value() : ""),
                    isOwn ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE));
        });
        compaction.alter(now);
        return compaction;
    }

    private void alter(Collection<AlterConfigOp> changes) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    }

    /** Puts the topic's settings back. */
    void end() throws ExecutionException, InterruptedException {
        alter(back);
    }
}

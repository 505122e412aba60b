package dev.weir.health;

import dev.weir.topics.KafkaCall;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether progress is committed in the partitions of the flows topic that this process owns, which it is not if a thread
 * hangs, a topic is missing, or a transaction does not come to its end. One thread at a time.
 */
public final class FlowWatch {
    /** A transaction of the producer ends in a mark, which is an offset, and never read. */
    private static final long UNREADABLE_AT_END = 1;

    private final Admin admin;
    private final String group;
    private final Supplier<Set<TopicPartition>> owned;
    private final Duration patience;
    private final Map<TopicPartition, Stall> stalls = new HashMap<>();
    private volatile long lag;

    /** @param owned the partitions of the flows topic that this process has now */
    public FlowWatch(Admin admin, String group, Supplier<Set<TopicPartition>> owned, Duration patience) {
        this.admin = admin;
        this.group = group;
        this.owned = owned;
        this.patience = patience;
    }

    /** @throws IllegalStateException if Kafka does not answer */
    public Health look(long nowNanos) {
        Set<TopicPartition> partitions = owned.get();
        stalls.keySet().retainAll(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = KafkaCall.outcome(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "asking what " + group + " has committed");
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Set<TopicPartition> untouched = new HashSet<>(partitions);
        untouched.removeIf(partition -> committed.get(partition) != null);
        Map<TopicPartition, Long> beginnings = offsets(untouched, OffsetSpec.earliest());
        long waiting = 0;
        Health health = Health.READY;
        for (TopicPartition partition : ends.keySet()) {
            @Nullable OffsetAndMetadata done = committed.get(partition);
            long at = done == null ? beginnings.getOrDefault(partition, 0L) : done.offset();
            long behind = Math.max(0, ends.getOrDefault(partition, at) - at);
            waiting += behind;
            Duration still = stalls.computeIfAbsent(partition, none -> new Stall())
                    .note(at, behind > UNREADABLE_AT_END, nowNanos);
            if (still.compareTo(patience) >= 0) {
                health = Health.degraded("nothing of " + partition + " was committed for " + still.toSeconds()
                        + " s, and " + behind + " flows wait there");
            }
        }
        lag = waiting;
        return health;
    }

    /** Flows that waited in its partitions at the last look. */
    public long lag() {
        return lag;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> found = new TreeMap<>(Comparator.comparing(TopicPartition::toString));
        KafkaCall.outcome(admin.listOffsets(wanted).all(), "asking where the flows begin and end")
                .forEach((partition, info) -> found.put(partition, info.offset()));
        return found;
    }
}

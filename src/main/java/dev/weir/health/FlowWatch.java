package dev.weir.health;

import dev.weir.topics.ConsumerLag;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees whether progress is committed in the partitions of the flows topic that this process owns, which it is not if a thread
 * hangs, a topic is missing, or a transaction does not come to its end. One thread at a time.
 */
public final class FlowWatch {
    /** A transaction of the producer ends in a mark, which is an offset, and never read. */
    private static final long UNREADABLE_AT_END = 1;

    private final ConsumerLag group;
    private final Supplier<Set<TopicPartition>> owned;
    private final Duration patience;
    private final Map<TopicPartition, Stall> stalls = new HashMap<>();
    private volatile long lag;

    /** @param owned the partitions of the flows topic that this process has now */
    public FlowWatch(Admin admin, String group, Supplier<Set<TopicPartition>> owned, Duration patience) {
        this.group = new ConsumerLag(admin, group);
        this.owned = owned;
        this.patience = patience;
    }

    /** @throws IllegalStateException if Kafka does not answer */
    public Health look(long nowNanos) {
        Set<TopicPartition> partitions = owned.get();
        stalls.keySet().retainAll(partitions);
        long waiting = 0;
        Health health = Health.READY;
        for (Map.Entry<TopicPartition, ConsumerLag.Place> partition :
                group.places(partitions).entrySet()) {
            ConsumerLag.Place place = partition.getValue();
            waiting += place.waiting();
            Duration still = stalls.computeIfAbsent(partition.getKey(), none -> new Stall())
                    .note(place.next(), place.waiting() > UNREADABLE_AT_END, nowNanos);
            if (still.compareTo(patience) >= 0) {
                health = Health.degraded("nothing of " + partition.getKey() + " was committed for " + still.toSeconds()
                        + " s, and " + place.waiting() + " flows wait there");
            }
        }
        lag = waiting;
        return health;
    }

    /** Flows that waited in its partitions at the last look. */
    public long lag() {
        return lag;
    }
}

package dev.weir.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Verdicts that came before their flow was scored, in order of arrival, until their flow is there or their time is over. They
 * rest in a store of the stream, with their records as received; in memory there is only which waits for what, and until when.
 *
 * <p>After a restart each waits anew for the whole time: its flow may have stood still for as long as the detector did.
 */
final class EarlyVerdicts {
    static final String STORE = "early-verdicts";
    /** In one task. Feedback is hostile too: without a bound, verdicts on nothing would fill the disk. */
    static final int MOST = 5_000;

    private final KeyValueStore<String, byte[]> store;
    private final long graceMillis;
    /** In order of arrival, and so of the end of their time. */
    private final Set<Place> places = new LinkedHashSet<>();

    private final Map<String, List<Place>> byFlow = new LinkedHashMap<>();
    private long next;

    /** Where a verdict waits, and what for. */
    private static final class Place {
        private final String key;
        private final String flowId;
        private final long endMillis;

        Place(String key, String flowId, long endMillis) {
            this.key = key;
            this.flowId = flowId;
            this.endMillis = endMillis;
        }
    }

    /** @param nowMillis wall clock */
    EarlyVerdicts(KeyValueStore<String, byte[]> store, Duration grace, long nowMillis) {
        this.store = store;
        this.graceMillis = grace.toMillis();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                enter(new Place(entry.key, flowId(StoredRecord.unpack(entry.value)), nowMillis + graceMillis));
                next = Long.parseLong(entry.key, 16) + 1;
            }
        }
    }

    /** Whether one more may wait. */
    boolean hasRoom() {
        return graceMillis > 0 && places.size() < MOST;
    }

    boolean isWaitingFor(String flowId) {
        return byFlow.containsKey(flowId);
    }

    /** @param record a verdict as received, under the id of its flow */
    void add(Record<byte[], byte[]> record, long nowMillis) {
        String key = String.format(Locale.ROOT, "%016x", next++);
        store.put(key, StoredRecord.pack(record));
        enter(new Place(key, flowId(record), nowMillis + graceMillis));
    }

    /** Hands out the verdicts on one flow, which wait no more. */
    List<Record<byte[], byte[]>> take(String flowId) {
        return List.copyOf(byFlow.getOrDefault(flowId, List.of())).stream()
                .map(this::leave)
                .toList();
    }

    /** Hands out the verdicts on those flows that are there now. */
    List<Record<byte[], byte[]>> takeWhere(Predicate<String> isScored) {
        return List.copyOf(byFlow.keySet()).stream()
                .filter(isScored)
                .flatMap(flowId -> take(flowId).stream())
                .toList();
    }

    /** Hands out the verdicts whose time is over. */
    List<Record<byte[], byte[]>> takeOver(long nowMillis) {
        return places.stream().takeWhile(place -> place.endMillis <= nowMillis).toList().stream()
                .map(this::leave)
                .toList();
    }

    private void enter(Place place) {
        places.add(place);
        byFlow.computeIfAbsent(place.flowId, id -> new ArrayList<>(1)).add(place);
    }

    private Record<byte[], byte[]> leave(Place place) {
        places.remove(place);
        List<Place> alike = byFlow.getOrDefault(place.flowId, List.of());
        alike.remove(place);
        if (alike.isEmpty()) {
            byFlow.remove(place.flowId);
        }
        return StoredRecord.unpack(store.delete(place.key));
    }

    private static String flowId(Record<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.US_ASCII);
    }
}

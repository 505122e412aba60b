package dev.weir.stream.store;

import dev.weir.feedback.FeedbackSettings;
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
 * <p>That a flow never comes is known once flows were read that were scored after the grace. Where none are, be it that there are
 * none or that a backlog of them lies unread behind the backlog of another topic, verdicts wait longer,
 * counted in looks and not by the clock, since a broker that is away holds up the flows for as long. After a restart each waits
 * anew for the whole time: its flow may have stood still for as long as the detector did.
 */
public final class EarlyVerdicts {
    public static final String STORE = "early-verdicts";
    /** In one task. Feedback is hostile too: without a bound, verdicts on nothing would fill the disk. */
    public static final int MOST = 5_000;

    private static final int LOOKS_AT_ONCE = 250;

    private final KeyValueStore<String, byte[]> store;
    private final long graceMillis;
    private final long patienceLooks;
    /** In order of arrival, and so of the end of their time. */
    private final Set<Place> places = new LinkedHashSet<>();

    private final Map<String, List<Place>> byFlow = new LinkedHashMap<>();
    private long next;
    private long looks;

    /** Where a verdict waits, and what for. */
    private static final class Place {
        private final String key;
        private final String flowId;
        private final long endMillis;
        private final long knownMillis;
        private final long lastLook;

        /**
         * @param endMillis wall clock up to which it waits at least
         * @param knownMillis what was scored later shows that its flow was not scored in time
         * @param lastLook look at which it has waited for long enough whatever was scored
         */
        Place(String key, String flowId, long endMillis, long knownMillis, long lastLook) {
            this.key = key;
            this.flowId = flowId;
            this.endMillis = endMillis;
            this.knownMillis = knownMillis;
            this.lastLook = lastLook;
        }

        boolean isOver(long nowMillis, long scoredMillis, long look) {
            return endMillis <= nowMillis && (knownMillis <= scoredMillis || lastLook <= look);
        }
    }

    /**
     * @param lookEvery how often {@link #takeOver} is called
     * @param nowMillis wall clock
     */
    public EarlyVerdicts(
            KeyValueStore<String, byte[]> store, FeedbackSettings settings, Duration lookEvery, long nowMillis) {
        this.store = store;
        this.graceMillis = settings.grace().toMillis();
        this.patienceLooks = settings.longestGrace().dividedBy(lookEvery);
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                enter(entry.key, StoredRecord.unpack(entry.value), nowMillis);
                next = Long.parseLong(entry.key, 16) + 1;
            }
        }
    }

    /** Whether one more may wait. */
    public boolean hasRoom() {
        return graceMillis > 0 && places.size() < MOST;
    }

    public boolean isWaitingFor(String flowId) {
        return byFlow.containsKey(flowId);
    }

    /** @param record a verdict as received, under the id of its flow */
    public void add(Record<byte[], byte[]> record, long nowMillis) {
        String key = String.format(Locale.ROOT, "%016x", next++);
        store.put(key, StoredRecord.pack(record));
        enter(key, record, nowMillis);
    }

    /** Hands out the verdicts on one flow, which wait no more. */
    public List<Record<byte[], byte[]>> take(String flowId) {
        return List.copyOf(byFlow.getOrDefault(flowId, List.of())).stream()
                .map(this::leave)
                .toList();
    }

    /**
     * Hands out the verdicts on those flows that are there now. Looks at no more than {@value #LOOKS_AT_ONCE} flows, and at the
     * others when it is called again: each look is a search on the disk.
     */
    public List<Record<byte[], byte[]>> takeWhere(Predicate<String> isScored) {
        List<Record<byte[], byte[]>> taken = new ArrayList<>();
        for (String flowId : byFlow.keySet().stream().limit(LOOKS_AT_ONCE).toList()) {
            if (isScored.test(flowId)) {
                taken.addAll(take(flowId));
            } else if (byFlow.size() > LOOKS_AT_ONCE) {
                byFlow.put(flowId, byFlow.remove(flowId));
            }
        }
        return taken;
    }

    /**
     * Hands out the verdicts whose time is over.
     *
     * @param scoredMillis when the flow was scored that was read last
     */
    public List<Record<byte[], byte[]>> takeOver(long nowMillis, long scoredMillis) {
        looks++;
        return places.stream().filter(place -> place.isOver(nowMillis, scoredMillis, looks)).toList().stream()
                .map(this::leave)
                .toList();
    }

    private void enter(String key, Record<byte[], byte[]> record, long nowMillis) {
        Place place = new Place(
                key, flowId(record), nowMillis + graceMillis, record.timestamp() + graceMillis, looks + patienceLooks);
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

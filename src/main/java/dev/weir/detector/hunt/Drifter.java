package dev.weir.detector.hunt;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.encoding.ShownBins;
import dev.weir.response.Addresses;
import dev.weir.topics.TopicScan;
import dev.weir.wire.KeptFlow;
import inet.ipaddr.IPAddress;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Compares the flows of late on the scored topic with those before, network by network: does the model still know what it sees? */
public final class Drifter {
    private static final String WHOLE = "all";
    private static final String OTHERS = "others";
    private static final int MOST_NETWORKS = 64;
    private static final int MOST_HOSTS = 100_000;
    private static final int PREFIX_V4 = 16;
    private static final int PREFIX_V6 = 48;
    /** So many days before are compared with: a week has a Sunday. */
    private static final int DAYS = 7;
    /** The flows of an hour are sampled in so many places. */
    private static final int STRETCHES = 4;

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Duration HOUR = Duration.ofHours(1);
    /** What happened at this hour may have happened so much earlier or later on a day before. */
    private static final Duration SLACK = Duration.ofMinutes(30);

    private static final int OF_STRETCH = 2_000;
    /** No host counts for more of a stretch: a scan is an alert, and no drift. */
    private static final int MOST_OF_HOST = 60;
    /** A stretch takes no more from the broker at once than it is likely to need. */
    private static final int FETCH_BYTES = 512 * 1024;

    private final Map<String, Object> kafka;
    private final String topic;
    private final FeatureEncoder encoder;
    private final ShownBins bins;

    /** @param kafka connection settings of any Kafka client */
    public Drifter(Map<String, Object> kafka, String topic, FeatureEncoder encoder) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.encoder = encoder;
        this.bins = new ShownBins(encoder);
    }

    /** A flow of the topic, and what it shows. */
    private static final class Shown {
        private final MissedFlow flow;
        private final byte[] bins;
        private final long scoredAtMillis;

        Shown(MissedFlow flow, byte[] bins, long scoredAtMillis) {
            this.flow = flow;
            this.bins = bins;
            this.scoredAtMillis = scoredAtMillis;
        }
    }

    /** Null if it cannot be compared. */
    private @Nullable Shown shown(ConsumerRecord<byte[], byte[]> record) {
        MissedFlow flow = record.value() == null ? null : MissedFlow.read(record.value());
        KeptFlow kept =
                flow == null ? null : KeptFlow.read(KeptFlow.ofRecord(record.headers(), record.value()), encoder);
        PackedFlow packed = kept == null ? null : kept.flow();
        if (flow == null || kept == null || packed == null) {
            return null;
        }
        byte[] shown = new byte[bins.columns()];
        bins.write(packed, shown);
        return new Shown(flow, shown, kept.scoredAtMillis());
    }

    /** One reading of the topic. */
    private final class Reading {
        private final int days;
        private final Predicate<DriftCount> isComparable;
        private final DriftCount whole;
        private final Map<String, DriftCount> networks = new HashMap<>();
        private final Map<String, String> networkOf = new HashMap<>();

        Reading(int days, Predicate<DriftCount> isComparable) {
            this.days = days;
            this.isComparable = isComparable;
            this.whole = new DriftCount(bins, days);
        }

        void add(Shown shown, BiConsumer<DriftCount, Shown> side) {
            side.accept(whole, shown);
            side.accept(ofNetwork(shown.flow.source), shown);
        }

        private DriftCount ofNetwork(String source) {
            if (networkOf.size() >= MOST_HOSTS) {
                networkOf.clear();
            }
            String network = networkOf.computeIfAbsent(source, Drifter::network);
            boolean isTold = networks.containsKey(network) || networks.size() < MOST_NETWORKS;
            return networks.computeIfAbsent(isTold ? network : OTHERS, fresh -> new DriftCount(bins, days));
        }

        List<Drift.OfNetwork> report() {
            List<Drift.OfNetwork> reports = new ArrayList<>();
            if (isComparable.test(whole)) {
                reports.add(whole.report(WHOLE));
            }
            networks.entrySet().stream()
                    .filter(network -> isComparable.test(network.getValue()))
                    .sorted(Comparator.comparingLong((Map.Entry<String, DriftCount> network) ->
                                    -network.getValue().flows())
                            .thenComparing(Map.Entry::getKey))
                    .forEach(network -> reports.add(network.getValue().report(network.getKey())));
            return reports;
        }
    }

    /** @param since the flows of late were scored then or later */
    public Drift compare(Instant since) {
        long startNanos = System.nanoTime();
        Reading reading = new Reading(0, DriftCount::isTelling);
        try (TopicScan scan = TopicScan.committed(kafka, List.of(topic))) {
            scan.forEach(record -> {
                Shown shown = shown(record);
                if (shown != null) {
                    reading.add(
                            shown, shown.scoredAtMillis >= since.toEpochMilli() ? Drifter::recent : Drifter::before);
                }
            });
        }
        return drift(since, reading, startNanos);
    }

    /**
     * Compares samples of the last hour with samples of the same hour of the week before, day by day; some 70,000 flows, however long the
     * topic is. What moved is unlike each day. A Saturday or Sunday, in UTC, is compared only once there is one of a week before.
     */
    public Drift compareDays(Instant now) {
        long startNanos = System.nanoTime();
        Instant since = now.minus(HOUR);
        boolean isWeekend = WEEKEND.contains(since.atOffset(ZoneOffset.UTC).getDayOfWeek());
        Reading reading = new Reading(DAYS, count -> count.isTelling() && (!isWeekend || count.isTelling(DAYS - 1)));
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        try (TopicScan scan = TopicScan.committed(settings, List.of(topic))) {
            sample(scan, since, HOUR, reading, Drifter::recent);
            for (int day = 0; day < DAYS; day++) {
                int ofDay = day;
                sample(
                        scan,
                        since.minus(Duration.ofDays(day + 1L)).minus(SLACK),
                        HOUR.plus(SLACK).plus(SLACK),
                        reading,
                        (count, shown) -> count.addBefore(shown.flow, shown.bins, ofDay));
            }
        }
        return drift(since, reading, startNanos);
    }

    private void sample(
            TopicScan scan, Instant from, Duration length, Reading reading, BiConsumer<DriftCount, Shown> side) {
        Duration stretch = length.dividedBy(STRETCHES);
        for (int i = 0; i < STRETCHES; i++) {
            Instant begin = from.plus(stretch.multipliedBy(i));
            long endMillis = begin.plus(stretch).toEpochMilli();
            Map<String, Integer> ofHost = new HashMap<>();
            scan.stretch(begin, Math.max(1, OF_STRETCH / Math.max(1, scan.partitions())))
                    .forEach(record -> {
                        Shown shown = record.timestamp() < endMillis ? shown(record) : null;
                        if (shown != null && ofHost.merge(shown.flow.source, 1, Integer::sum) <= MOST_OF_HOST) {
                            reading.add(shown, side);
                        }
                    });
        }
    }

    private static void recent(DriftCount count, Shown shown) {
        count.addRecent(shown.flow, shown.bins);
    }

    private static void before(DriftCount count, Shown shown) {
        count.addBefore(shown.flow, shown.bins);
    }

    private static Drift drift(Instant since, Reading reading, long startNanos) {
        return new Drift(since, reading.report(), (System.nanoTime() - startNanos) / 1e9);
    }

    private static String network(String host) {
        return Addresses.address(host)
                .map(address -> address.toPrefixBlock(address.isIPv4() ? PREFIX_V4 : PREFIX_V6))
                .map(IPAddress::toCanonicalString)
                .orElse(OTHERS);
    }
}

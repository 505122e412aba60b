package dev.weir.detector.hunt;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.encoding.ShownBins;
import dev.weir.response.Addresses;
import dev.weir.topics.TopicScan;
import dev.weir.wire.KeptFlow;
import inet.ipaddr.IPAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the flows of late on the scored topic with those before, network by network: does the model still know what it sees? */
public final class Drifter {
    private static final String WHOLE = "all";
    private static final String OTHERS = "others";
    private static final int MOST_NETWORKS = 64;
    private static final int MOST_HOSTS = 100_000;
    private static final int PREFIX_V4 = 16;
    private static final int PREFIX_V6 = 48;

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

    /** One reading of the topic. */
    private final class Reading {
        private final long sinceMillis;
        private final DriftCount whole = new DriftCount(bins);
        private final Map<String, DriftCount> networks = new HashMap<>();
        private final Map<String, String> networkOf = new HashMap<>();

        Reading(Instant since) {
            this.sinceMillis = since.toEpochMilli();
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            MissedFlow flow = record.value() == null ? null : MissedFlow.read(record.value());
            KeptFlow kept =
                    flow == null ? null : KeptFlow.read(KeptFlow.ofRecord(record.headers(), record.value()), encoder);
            PackedFlow packed = kept == null ? null : kept.flow();
            if (flow == null || kept == null || packed == null) {
                return;
            }
            byte[] shown = new byte[bins.columns()];
            bins.write(packed, shown);
            boolean isRecent = kept.scoredAtMillis() >= sinceMillis;
            whole.add(flow, shown, isRecent);
            ofNetwork(flow.source).add(flow, shown, isRecent);
        }

        private DriftCount ofNetwork(String source) {
            if (networkOf.size() >= MOST_HOSTS) {
                networkOf.clear();
            }
            String network = networkOf.computeIfAbsent(source, Drifter::network);
            boolean isTold = networks.containsKey(network) || networks.size() < MOST_NETWORKS;
            return networks.computeIfAbsent(isTold ? network : OTHERS, fresh -> new DriftCount(bins));
        }

        List<Drift.OfNetwork> report() {
            List<Drift.OfNetwork> reports = new ArrayList<>();
            if (whole.isTelling()) {
                reports.add(whole.report(WHOLE));
            }
            networks.entrySet().stream()
                    .filter(network -> network.getValue().isTelling())
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
        Reading reading = new Reading(since);
        try (TopicScan scan = TopicScan.committed(kafka, List.of(topic))) {
            scan.forEach(reading::take);
        }
        return new Drift(since, reading.report(), (System.nanoTime() - startNanos) / 1e9);
    }

    private static String network(String host) {
        return Addresses.address(host)
                .map(address -> address.toPrefixBlock(address.isIPv4() ? PREFIX_V4 : PREFIX_V6))
                .map(IPAddress::toCanonicalString)
                .orElse(OTHERS);
    }
}

package dev.weir.ingest.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.TcpFlags;
import dev.weir.ingest.stitch.PacketTrace.Conversation;
import dev.weir.modelfile.ModelFile;
import dev.weir.scoring.Scorer;
import dev.weir.sharing.CommunityId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The same packets as Zeek, Suricata and a NetFlow exporter tell them are the same flows, and score alike. */
class SameFlowTest {
    private static final int ETHERNET = 14;
    private static final double ALIKE = 0.05;

    private final List<Conversation> conversations = new ArrayList<>();
    private final FlowReader reader = new FlowReader();

    SameFlowTest() {
        conversations.addAll(new PacketTrace(11, 1_700_000_000_000_000L, 3_000).conversations());
        conversations.sort(Comparator.comparingLong(one -> one.endMicros));
    }

    @Test
    void communityId_isTheSame_whoeverTells() {
        Map<String, List<Flow>> byTeller = flows();

        List<String> ofZeek = ids(Objects.requireNonNull(byTeller.get("zeek")));
        assertThat(ofZeek).hasSameSizeAs(conversations);
        assertThat(ids(Objects.requireNonNull(byTeller.get("suricata")))).containsExactlyElementsOf(ofZeek);
        assertThat(ids(Objects.requireNonNull(byTeller.get("netflow")))).containsExactlyElementsOf(ofZeek);
    }

    @Test
    void scores_areAlike_afterWhatOneDoesNotTellIsLeftOutOfAll() throws IOException {
        Map<String, List<Flow>> byTeller = flows();
        List<Double> ofZeek = scores(Objects.requireNonNull(byTeller.get("zeek")), SameFlowTest::withoutBytes);
        assertThat(ofZeek)
                .as("they are not alike because all are")
                .anyMatch(score -> score < 0.2)
                .anyMatch(score -> score > 0.8);
        for (String teller : List.of("suricata", "netflow")) {
            double share =
                    alike(ofZeek, scores(Objects.requireNonNull(byTeller.get(teller)), SameFlowTest::withoutBytes));
            double withBytes = alike(
                    scores(Objects.requireNonNull(byTeller.get("zeek")), flow -> flow),
                    scores(Objects.requireNonNull(byTeller.get(teller)), flow -> flow));
            assertThat(share).as(teller).isGreaterThanOrEqualTo(0.95);
            assertThat(withBytes)
                    .as("%s with what each counts as bytes", teller)
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    private static double alike(List<Double> one, List<Double> other) {
        int alike = 0;
        for (int i = 0; i < one.size(); i++) {
            alike += Math.abs(one.get(i) - other.get(i)) <= ALIKE ? 1 : 0;
        }
        return alike / (double) one.size();
    }

    private List<Double> scores(List<Flow> flows, UnaryOperator<Flow> left) throws IOException {
        FeatureExtractor extractor = new FeatureExtractor(
                FeatureSettings.defaults(), new HeapHostStates(100_000), new HeapHostStates(100_000));
        FeatureVector vector = new FeatureVector(extractor.schema());
        ServedModel model = ServedModel.of(new ModelSnapshot(
                1, ModelFile.read(Path.of("models", "baseline.weir")).state()));
        Scorer scorer = new Scorer(() -> model, extractor.schema());
        List<Double> scores = new ArrayList<>();
        for (Flow flow : flows) {
            extractor.extract(left.apply(flow), vector);
            scores.add(scorer.packAndScore(vector));
        }
        return scores;
    }

    private static List<String> ids(List<Flow> flows) {
        return flows.stream().map(flow -> CommunityId.of(flow).orElseThrow()).toList();
    }

    /** By teller, in the order of the conversations. */
    private Map<String, List<Flow>> flows() {
        Map<String, List<Flow>> flows = new TreeMap<>();
        List<Flow> joined = new ArrayList<>();
        Stitcher<Integer> stitcher =
                new Stitcher<>(Stitcher.WINDOW, 100_000, (flow, client, server) -> joined.add(flow));
        for (Conversation one : conversations) {
            flows.computeIfAbsent("zeek", unused -> new ArrayList<>())
                    .add(read(zeek(one)).flow());
            flows.computeIfAbsent("suricata", unused -> new ArrayList<>())
                    .add(read(suricata(one)).flow());
            take(read(netflow(one, 0)), stitcher);
            if (one.isAnswered()) {
                take(read(netflow(one, 1)), stitcher);
            }
            // So that the order is that of the others, as it is of a collector that sorts by end.
            stitcher.letGoOfAll();
        }
        flows.put("netflow", joined);
        return flows;
    }

    private static void take(Accepted accepted, Stitcher<Integer> stitcher) {
        assertThat(accepted.oneWay()).isNotNull();
        int flags =
                accepted.oneWay() == null ? TcpFlags.UNTOLD : accepted.oneWay().tcpFlags();
        stitcher.take(new Half<>(accepted.flow(), flags, 0), -1, 0);
    }

    private Accepted read(String record) {
        assertThat(reader.read(record.getBytes(StandardCharsets.UTF_8)))
                .as(record)
                .isInstanceOf(Accepted.class);
        return (Accepted) reader.read(record.getBytes(StandardCharsets.UTF_8));
    }

    /** What Zeek and Suricata name and NetFlow does not, is left out here from the beginning: the service. */
    private static String zeek(Conversation one) {
        return String.format(
                Locale.ROOT,
                "{\"ts\":%.6f,\"id.orig_h\":\"%s\",\"id.orig_p\":%d,\"id.resp_h\":\"%s\",\"id.resp_p\":%d,"
                        + "\"proto\":\"%s\",\"duration\":%.6f,\"orig_bytes\":%d,\"resp_bytes\":%d,"
                        + "\"conn_state\":\"%s\",\"orig_pkts\":%d,\"resp_pkts\":%d}",
                one.startMicros / 1e6,
                one.client,
                one.clientPort,
                one.server,
                one.serverPort,
                Protocol.name(one.protocol),
                (one.endMicros - one.startMicros) / 1e6,
                payload(one, 0),
                payload(one, 1),
                state(one),
                one.packets[0],
                one.packets[1]);
    }

    private static String suricata(Conversation one) {
        String ports = one.protocol == Protocol.ICMP
                ? "\"icmp_type\":8,\"icmp_code\":0"
                : "\"src_port\":" + one.clientPort + ",\"dest_port\":" + one.serverPort;
        return String.format(
                Locale.ROOT,
                "{\"timestamp\":\"%s\",\"event_type\":\"flow\",\"src_ip\":\"%s\",\"dest_ip\":\"%s\",%s,\"proto\":\"%s\","
                        + "\"flow\":{\"pkts_toserver\":%d,\"pkts_toclient\":%d,\"bytes_toserver\":%d,\"bytes_toclient\":%d,"
                        + "\"start\":\"%s\",\"end\":\"%s\"},\"tcp\":{\"tcp_flags_ts\":\"%02x\",\"tcp_flags_tc\":\"%02x\"}}",
                time(one.endMicros),
                one.client,
                one.server,
                ports,
                Protocol.name(one.protocol).toUpperCase(Locale.ROOT),
                one.packets[0],
                one.packets[1],
                one.bytes[0] + ETHERNET * one.packets[0],
                one.bytes[1] + ETHERNET * one.packets[1],
                time(one.startMicros),
                time(one.endMicros),
                one.flags[0],
                one.flags[1]);
    }

    private static String netflow(Conversation one, int direction) {
        boolean asks = direction == 0;
        boolean icmp = one.protocol == Protocol.ICMP;
        return String.format(
                Locale.ROOT,
                "{\"sampler_address\":\"192.0.2.1\",\"sampling_rate\":1,\"src_addr\":\"%s\",\"dst_addr\":\"%s\",\"src_port\":%d,"
                        + "\"dst_port\":%d,\"proto\":%d,\"tcp_flags\":%d,\"bytes\":%d,\"packets\":%d,"
                        + "\"time_flow_start_ns\":%d,\"time_flow_end_ns\":%d}",
                asks ? one.client : one.server,
                asks ? one.server : one.client,
                icmp ? 0 : asks ? one.clientPort : one.serverPort,
                icmp ? (asks ? 2_048 : 0) : asks ? one.serverPort : one.clientPort,
                one.protocol,
                one.flags[direction],
                one.bytes[direction],
                one.packets[direction],
                one.startMicros * 1_000,
                one.endMicros * 1_000);
    }

    private static long payload(Conversation one, int direction) {
        int headers = 20 + (one.protocol == Protocol.TCP ? 20 : 8);
        return one.bytes[direction] - headers * one.packets[direction];
    }

    private static String state(Conversation one) {
        if (one.protocol == Protocol.ICMP) {
            return "OTH";
        }
        if (one.protocol == Protocol.UDP) {
            return one.isAnswered() ? "SF" : "S0";
        }
        return TcpFlags.state(one.flags[0], one.flags[1]).name();
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** Zeek counts what is sent, NetFlow packets of IP, Suricata frames of Ethernet: three quantities under one name. */
    private static Flow withoutBytes(Flow flow) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                flow.source(),
                flow.sourcePort(),
                flow.destination(),
                flow.destinationPort(),
                flow.protocol(),
                flow.durationSeconds(),
                Flow.ABSENT,
                Flow.ABSENT,
                flow.sourcePackets(),
                flow.destinationPackets(),
                flow.state(),
                null);
    }
}

package dev.weir.ingest.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.evaluation.labelled.LabelledFile;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.TcpFlags;
import dev.weir.ingest.stitch.PacketTrace.Conversation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real exporters make of packets is put together again as it was. */
class ExportedFlowsTest {
    /** As many as the kernel keeps for the collector, which an exporter that reads a file does not wait for. */
    private static final int CONVERSATIONS = 1_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void needTools() {
        String missing = Exporters.missing().orElse("");
        assumeTrue(missing.isEmpty(), missing);
    }

    @ParameterizedTest
    @CsvSource({"5,json", "9,json", "10,json", "9,csv"})
    void exportedDirections_areJoined_andTheClientIsTold(String version, String format) throws Exception {
        PacketTrace trace = new PacketTrace(7, System.currentTimeMillis() * 1_000 - 60_000_000, CONVERSATIONS);
        Path pcap = folder.resolve("packets.pcap");
        trace.write(pcap);
        Map<String, List<Flow>> flows = new TreeMap<>();
        LabelledFile.read(
                Exporters.export(pcap, version, format, folder),
                (flow, label) -> flows.computeIfAbsent(pair(flow), unused -> new ArrayList<>())
                        .add(flow),
                (file, records, read, total) -> {});
        int answered = 0;
        int joined = 0;
        int clientRight = 0;
        int told = 0;
        for (Conversation one : trace.conversations()) {
            List<Flow> found = flows.getOrDefault(pair(one), List.of());
            Flow flow = found.size() == 1 ? found.get(0) : null;
            if (!one.isAnswered()) {
                told += flow != null && knowsNoAnswer(flow) ? 1 : 0;
                continue;
            }
            answered++;
            if (flow != null && flow.destinationPackets() > 0) {
                joined++;
                clientRight += isTrue(flow, one) ? 1 : 0;
            }
        }
        assertThat(joined / (double) answered).as("pairs joined").isGreaterThanOrEqualTo(0.98);
        assertThat(clientRight / (double) joined).as("client right").isGreaterThanOrEqualTo(0.99);
        assertThat(told).isEqualTo(CONVERSATIONS - answered);
    }

    private static boolean knowsNoAnswer(Flow flow) {
        return flow.protocol() == Protocol.TCP
                ? flow.state() == ConnState.S0 && flow.destinationPackets() == 0
                : flow.destinationPackets() == Flow.ABSENT;
    }

    private static boolean isTrue(Flow flow, Conversation one) {
        return flow.source().text().equals(one.client)
                && flow.sourcePackets() == one.packets[0]
                && flow.destinationPackets() == one.packets[1]
                && flow.sourceBytes() == one.bytes[0]
                && flow.destinationBytes() == one.bytes[1]
                && (one.protocol != Protocol.TCP || flow.state() == TcpFlags.state(one.flags[0], one.flags[1]));
    }

    private static String pair(Flow flow) {
        return new Half<>(flow, TcpFlags.UNTOLD, "").pair();
    }

    private static String pair(Conversation one) {
        String from = one.client + ' ' + (one.protocol == Protocol.ICMP ? -1 : one.clientPort);
        String to = one.server + ' ' + (one.protocol == Protocol.ICMP ? -1 : one.serverPort);
        boolean inOrder = from.compareTo(to) <= 0;
        return one.protocol + " " + (inOrder ? from : to) + ' ' + (inOrder ? to : from);
    }
}

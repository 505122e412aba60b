package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Flow;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as users of sensors reported them, each of which was misread or lost by somebody. */
class ReportedCasesTest {
    private static final String ROW =
            "1795600000.123456\tCx\t10.3.0.1\t40000\t192.0.2.1\t443\ttcp\tssl\t1.5\t1200\t5400\tSF\tT\tF\t0\tShADadFf\t12\t1800\t14\t6000\t-\t6";
    private static final int MISSED_BYTES = 14;

    private final FlowReader reader = new FlowReader();

    @ParameterizedTest
    @ValueSource(strings = {"f28-both.tsv", "f28-history.tsv", "f28-missed.tsv"})
    void rowsWithoutHeader_thatLackAColumn_areNotMisread(String file) throws IOException, URISyntaxException {
        assertThat(read(file))
                .hasSize(3)
                .allSatisfy(
                        result -> assertThat(((Rejected) result).reason()).isEqualTo(RejectionReason.UNKNOWN_FORMAT));
    }

    @Test
    void rowWithoutHeader_whateverColumnIsDropped_isNeverMisread() {
        String[] fields = ROW.split("\t", -1);
        for (int dropped = 0; dropped < fields.length; dropped++) {
            List<String> rest = new ArrayList<>(List.of(fields));
            rest.remove(dropped);
            ReadResult result = reader.read(bytes(String.join("\t", rest)));
            if (result instanceof Accepted accepted) {
                assertThat(accepted.flow().sourcePackets())
                        .as("without field " + dropped)
                        .isEqualTo(12);
                assertThat(accepted.flow().destinationPackets())
                        .as("without field " + dropped)
                        .isEqualTo(14);
                assertThat(accepted.flow().sourceBytes())
                        .as("without field " + dropped)
                        .isEqualTo(1200);
                assertThat(dropped)
                        .as("field without which a row can be read")
                        .isGreaterThanOrEqualTo(MISSED_BYTES - 2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"f29.log,3", "f29b.log,3", "f29c.log,3", "f40-wide.csv,3", "f41-wide.log,3", "f16.csv,12", "g1.log,3"})
    void flows_areAllRead(String file, int flows) throws IOException, URISyntaxException {
        assertThat(read(file))
                .hasSize(flows)
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
                    assertThat(accepted.flow().sourcePackets()).isEqualTo(12);
                    assertThat(accepted.flow().destinationPackets()).isEqualTo(14);
                }));
    }

    @Test
    void numbersThatAreMissingInAnyWord_areAbsent() throws IOException, URISyntaxException {
        List<ReadResult> results = read("f16.csv");
        for (ReadResult result : results.subList(0, 11)) {
            Flow flow = ((Accepted) result).flow();
            assertThat(flow.durationSeconds()).isNaN();
            assertThat(flow.sourceBytes()).isEqualTo(Flow.ABSENT);
            assertThat(flow.destinationBytes()).isEqualTo(Flow.ABSENT);
            assertThat(flow.sourcePort()).isEqualTo(40_000);
        }
        assertThat(((Accepted) results.get(11)).flow().durationSeconds()).isEqualTo(1.5);
    }

    @Test
    void oddFields_areAbsent_andTheirFlowsRead() throws IOException, URISyntaxException {
        List<ReadResult> results = read("odd.json");
        assertThat(results).hasSize(8).allMatch(Accepted.class::isInstance);
        assertThat(flow(results, 0).durationSeconds()).isNaN();
        assertThat(flow(results, 1).destinationBytes()).isEqualTo(Flow.ABSENT);
        assertThat(flow(results, 2).sourceBytes()).isEqualTo(Flow.ABSENT);
        assertThat(flow(results, 3).service()).isNull();
        assertThat(flow(results, 3).sensorId()).isEqualTo("J18-service-list");
    }

    @Test
    void wrappedRecords_areFoundInside() throws IOException, URISyntaxException {
        List<ReadResult> results = read("wrapped.json");
        assertThat(results).hasSize(5).allMatch(Accepted.class::isInstance);
        assertThat(results)
                .extracting(result -> Objects.requireNonNull(
                                ((Accepted) result).flow().sensorId())
                        .substring(0, 3))
                .containsExactly("J51", "J52", "J53", "J54", "J59");
        assertThat(flow(results, 2).sourcePort()).isEqualTo(5);
        assertThat(flow(results, 3).timestampMicros()).isEqualTo(1_795_600_000_123_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"conn_red\":%s}",
                "{\"zeek\":{\"conn\":%s}}",
                "{\"preview\":false,\"result\":%s}",
                "{\"_index\":\"zeek\",\"_source\":%s,\"sort\":[1]}",
                "{\"@timestamp\":\"2026-11-25T09:46:40Z\",\"json\":%s,\"tags\":[\"a\"]}",
                "{\"stream\":\"stdout\",\"log\":\"%q\\n\"}",
                "{\"message\":\"{\\\"conn\\\": {}}\",\"event\":{\"original\":\"%q\"}}",
                "[%s]",
                "[{\"conn\":%s}]"
            })
    void wrapper_ofAnyName_isLookedInto(String wrapper) {
        String inner =
                "{\"ts\":1.5,\"uid\":\"Cx\",\"id\":{\"orig_h\":\"a\",\"resp_h\":\"b\"},\"proto\":\"udp\",\"orig_pkts\":7}";
        String record = wrapper.replace("%s", inner).replace("%q", inner.replace("\"", "\\\""));
        assertThat(reader.read(bytes(record)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sourcePackets()).isEqualTo(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeek.conn.", "conn.", "zeek."})
    void names_withAPrefix_areKnown(String prefix) {
        String record = "{'$ts':1.5,'$id.orig_h':'a','$id.resp_h':'b','$proto':'udp','$orig_pkts':7}"
                .replace("$", prefix)
                .replace('\'', '"');
        assertThat(reader.read(bytes(record))).isInstanceOf(Accepted.class);
    }

    @Test
    void otherLogs_areNamed() {
        String dns =
                "{\"ts\":1,\"uid\":\"C\",\"id.orig_h\":\"a\",\"id.resp_h\":\"b\",\"proto\":\"udp\",\"query\":\"x\"}";
        assertThat(reader.read(bytes("{\"_path\":\"dns\"," + dns.substring(1))))
                .isInstanceOfSatisfying(Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_A_FLOW);
                    assertThat(rejected.detail()).contains("Zeek's log dns");
                });
        assertThat(reader.read(bytes("{\"dns\":" + dns + "}"))).isInstanceOf(Rejected.class);
    }

    private static Flow flow(List<ReadResult> results, int index) {
        return ((Accepted) results.get(index)).flow();
    }

    private List<ReadResult> read(String name) throws IOException, URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(ReportedCasesTest.class.getResource("cases/" + name))
                .toURI());
        List<ReadResult> results = new ArrayList<>();
        try (FlowFile file = FlowFile.open(path)) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                results.add(reader.read(record.value(), record.layout()));
            }
        }
        return results;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

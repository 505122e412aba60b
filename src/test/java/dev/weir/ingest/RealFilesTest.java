package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers, counted independently of this code, on files as sensors wrote them. */
class RealFilesTest {
    private static final Path DATA =
            Path.of(System.getProperty("WEIR_DATA", System.getenv().getOrDefault("WEIR_DATA", "../shared/data")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zeek/002-port-scanning.conn.log.gz|{flow=4504}",
                "zeek/008-zeek-mixed.conn.log.labeled.gz|{benign=1402, flow=5663, malicious=4201}",
                "zeek/010-zeek-mixed.conn.log.labeled.gz|{benign=1937, flow=5347, malicious=3373}",
                "zeek/idps-2023-02-20.conn.log.labeled.gz|{benign=6796, flow=7124}",
                "flows/ctu50-desktops.csv.gz|{benign=8892, flow=24798, malicious=14553}",
                "flows/iot23-34-1.csv.gz|{benign=1923, flow=23145, malicious=21222}",
                "flows/iot23-8-1.csv.gz|{benign=2181, flow=10403, malicious=8222}",
                "flows/cicids2017-sample.csv.gz|{benign=5000, flow=43419, malicious=38419}",
                "flows/luflow-2020-07.csv.gz|{benign=190225, flow=342435, malicious=131998}",
                "formats/zeek/btest-core.tunnels.teredo.conn.log|{invalid_field=21}",
                "formats/zeek/btest-core.vlan-mpls.conn.log|{invalid_field=3}",
                "formats/zeek/btest-opt.basic.conn.log|{invalid_field=34}",
                "formats/zeek/btest-scripts.base.frameworks.logging.field-extension.conn.log|{invalid_field=34}",
                "formats/zeek/btest-scripts.base.frameworks.logging.scope_sep.conn.log|{invalid_field=34}",
                "formats/zeek/btest-scripts.base.protocols.ftp.ftp-ipv6.conn.log|{invalid_field=6}",
                "formats/zeek/btest-scripts.base.protocols.ssh.basic.conn.log|{invalid_field=25}",
                "formats/zeek/netflowlabeler-conn.json.log|{flow=1000}",
                "formats/zeek/ocsf-raw-zeek-conn.json.log|{flow=1250}",
                "formats/zeek/ocsf-raw-zeek-dns.json.log|{not_a_flow=167}",
                "formats/zeek/ocsf-raw-zeek-http.json.log|{not_a_flow=222}",
                "formats/zeek/ocsf-raw-zeek-ssl.json.log|{not_a_flow=69}",
                "formats/zeek/rita-cluster-node_name-conn.log|{flow=192}",
                "formats/zeek/rita-json_with_all_fields-conn.log|{flow=29}",
                "formats/zeek/rita-proxy-conn.log|{flow=463}",
                "formats/zeek/rita-truncated-conn.log|{flow=58, wrong_field_count=1}",
                "formats/zeek/rita-truncated-conn_json.log|{flow=3, malformed_json=1}",
                "formats/zeek/slips-test10-conn.log|{flow=141}",
                "formats/zeek/slips-test9-conn.log|{flow=576}",
            })
    void file_hasItsKnownCounts_withItsHeaderAndWithout(String name, String expected) throws IOException {
        assertThat(counts(name, true)).hasToString(expected);
        assertThat(counts(name, false)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "zeek/002-port-scanning.conn.log.gz, 3136, 14616, 6442, 2581760945, 8",
        "zeek/008-zeek-mixed.conn.log.labeled.gz, 5947174, 9107232, 56463, 2751321980, 817",
        "zeek/010-zeek-mixed.conn.log.labeled.gz, 124768686, 1656251157, 2189856, 2672749784, 1138",
        "zeek/idps-2023-02-20.conn.log.labeled.gz, 153208006, 1882638169, 2118788, 3930950836, 6278",
    })
    void zeekFile_hasItsKnownSums(
            String name, long sourceBytes, long destinationBytes, long packets, long microsOfSecond, long services)
            throws IOException {
        long[] sums = new long[5];
        FlowReader reader = new FlowReader();
        try (FlowFile file = open(name)) {
            for (FlowRecord next = file.next(); next != null; next = file.next()) {
                Flow flow = ((Accepted) reader.read(next.value(), next.layout())).flow();
                sums[0] += Math.max(0, flow.sourceBytes());
                sums[1] += Math.max(0, flow.destinationBytes());
                sums[2] += Math.max(0, flow.sourcePackets()) + Math.max(0, flow.destinationPackets());
                sums[3] += flow.timestampMicros() % 1_000_000;
                sums[4] += flow.service() == null ? 0 : 1;
            }
        }
        assertThat(sums).containsExactly(sourceBytes, destinationBytes, packets, microsOfSecond, services);
    }

    @ParameterizedTest
    @CsvSource({
        "core.tunnels.teredo, 21",
        "core.vlan-mpls, 3",
        "opt.basic, 34",
        "scripts.base.frameworks.logging.field-extension, 34",
        "scripts.base.frameworks.logging.scope_sep, 34",
        "scripts.base.protocols.ftp.ftp-ipv6, 6",
        "scripts.base.protocols.ssh.basic, 25",
    })
    void zeekBaseline_isAllFlows_onceItsMaskedTimesAreFilledIn(String name, int flows) throws IOException {
        FlowReader reader = new FlowReader();
        int accepted = 0;
        try (FlowFile file = open("formats/zeek/btest-" + name + ".conn.log")) {
            for (FlowRecord next = file.next(); next != null; next = file.next()) {
                String row =
                        new String(next.value(), StandardCharsets.UTF_8).replace("XXXXXXXXXX.XXXXXX", "1500000000.5");
                ReadResult result = reader.read(row.getBytes(StandardCharsets.UTF_8), next.layout());
                assertThat(result).isInstanceOf(Accepted.class);
                assertThat(reader.read(row.getBytes(StandardCharsets.UTF_8))).isEqualTo(result);
                accepted++;
            }
        }
        assertThat(accepted).isEqualTo(flows);
    }

    private static Map<String, Integer> counts(String name, boolean withHeader) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        FlowReader reader = new FlowReader();
        try (FlowFile file = open(name)) {
            for (FlowRecord next = file.next(); next != null; next = file.next()) {
                ReadResult result = reader.read(next.value(), withHeader ? next.layout() : null);
                if (result instanceof Accepted accepted) {
                    counts.merge("flow", 1, Integer::sum);
                    accepted.label()
                            .verdict()
                            .map(Verdict::word)
                            .ifPresent(word -> counts.merge(word, 1, Integer::sum));
                } else if (result instanceof Rejected rejected) {
                    counts.merge(rejected.reason().code(), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static FlowFile open(String name) throws IOException {
        Path path = DATA.resolve(name);
        assumeTrue(Files.isRegularFile(path), path + " is missing; set WEIR_DATA to the folder of test data");
        return FlowFile.open(path);
    }
}

package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowReaderTest {
    private static final Flow FLOW = new Flow(
            "Cabc1",
            1_664_462_456_755_299L,
            new Host("172.16.1.11"),
            40_042,
            new Host("8.8.8.8"),
            53,
            17,
            0.012166976928710938,
            0,
            111,
            0,
            1,
            ConnState.SHR,
            "dns");
    private static final String ZEEK_JSON = """
            {"ts":1664462456.755299,"uid":"Cabc1","id.orig_h":"172.16.1.11","id.orig_p":40042,"id.resp_h":"8.8.8.8",\
            "id.resp_p":53,"proto":"udp","service":"dns","duration":0.012166976928710938,"orig_bytes":0,"resp_bytes":111,\
            "conn_state":"SHR","local_orig":true,"history":"Cd","orig_pkts":0,"orig_ip_bytes":0,"resp_pkts":1}""";
    private static final String NATIVE_JSON = """
            {"id":"Cabc1","ts":"2022-09-29T14:40:56.755299Z","src_ip":"172.16.1.11","src_port":"40042","dst_ip":"8.8.8.8",\
            "dst_port":53,"proto":17,"duration":"0.012166976928710938","src_bytes":0,"dst_bytes":111,"src_packets":0,\
            "dst_packets":1,"state":"SHR","service":"dns","label":"Malicious","category":"c2"}""";
    private static final String NATIVE_LINE = "1664462456.755299,172.16.1.11,40042,8.8.8.8,53,udp,"
            + "0.012166976928710938,0,111,0,1,SHR,dns,malicious,c2";

    private final FlowReader reader = new FlowReader();

    @Test
    void zeekJson_becomesTheFlow() {
        assertThat(read(ZEEK_JSON)).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
        assertThat(read(ZEEK_JSON.replace("id.", "id_"))).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
    }

    @Test
    void nativeJson_becomesTheFlowAndItsLabel() {
        assertThat(read(NATIVE_JSON)).isEqualTo(new Accepted(FLOW, new Label(Optional.of(Verdict.MALICIOUS), "c2")));
    }

    @Test
    void nativeCsv_isReadWithAndWithoutId() {
        assertThat(flow(NATIVE_LINE))
                .usingRecursiveComparison()
                .ignoringFields("sensorId")
                .isEqualTo(FLOW);
        assertThat(flow(NATIVE_LINE.replaceFirst(",", ",Cabc1,"))).isEqualTo(FLOW);
    }

    @Test
    void nativeCsv_withoutHeader_isKnownByWhereItsPortsAre() {
        assertThat(flow(NATIVE_LINE.replaceFirst(",", ",Cabc1,").replace(",c2", "")))
                .isEqualTo(FLOW);
        assertThat(read(NATIVE_LINE.replace("172.16.1.11,40042,8.8.8.8,53", "172.16.1.11,8.8.8.8,40042,53")))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void nativeCsv_withHeader_hasAnyColumnsInAnyOrder() {
        ReadResult result =
                reader.read(bytes("8.8.8.8,\"a \"\"b\"\", c\",\"1.5\",tcp,1.2.3.4"), "dst_ip,note,TS,proto, src_ip");
        assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.flow().source()).isEqualTo(new Host("1.2.3.4"));
            assertThat(accepted.flow().timestampMicros()).isEqualTo(1_500_000);
            assertThat(accepted.flow().durationSeconds()).isNaN();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|EMPTY",
                "` \r\n`|EMPTY",
                "hello|UNKNOWN_FORMAT",
                "#fields\tts|FILE_HEADER",
                "`\t#separator \\x09`|FILE_HEADER",
                "{|MALFORMED_JSON",
                "{} {}|MALFORMED_JSON",
                "{\"ts\":1,}|MALFORMED_JSON",
                "{}|NOT_A_FLOW",
                "[]|NOT_A_FLOW",
                "{\"src_ip\":\"a\",\"dest_ip\":\"b\",\"event_type\":\"dns\"}|NOT_A_FLOW",
                "{\"ts\":1,\"src_ip\":\"a\",\"proto\":6}|MISSING_FIELD",
                "{\"ts\":1,\"src_ip\":\"-\",\"dst_ip\":\"b\",\"proto\":6}|MISSING_FIELD",
                "1,2,3|WRONG_FIELD_COUNT",
            })
    void recordThatIsNoFlow_hasItsReason(String record, RejectionReason reason) {
        assertThat(read(record))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-1", "1e400", "\"nan\"", "true", "[1]", "{}", "\"x\""})
    void duration_thatIsNoNumberOfSeconds_isAbsent(String value) {
        assertThat(flow(ZEEK_JSON.replace("0.012166976928710938", value)).durationSeconds())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "1.5", "NaN", "99999999999999999999", "\"http\"", "false"})
    void port_outsideItsRange_isAbsent(String value) {
        assertThat(flow(ZEEK_JSON.replace("40042", value)).sourcePort()).isEqualTo(Flow.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e400", "\"2022-13-01T00:00:00Z\"", "\"1969-12-31T23:59:59Z\"", "{}"})
    void time_outsideItsRange_isNamed(String value) {
        assertInvalid(ZEEK_JSON.replace("1664462456.755299", value), "ts");
    }

    private Flow flow(String record) {
        return ((Accepted) read(record)).flow();
    }

    private void assertInvalid(String record, String field) {
        assertThat(read(record)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.INVALID_FIELD);
            assertThat(rejected.detail()).startsWith(field + " ");
        });
    }

    private ReadResult read(String record) {
        return reader.read(bytes(record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

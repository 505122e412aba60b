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
import org.junit.jupiter.params.provider.ValueSource;

class ZeekRowsTest {
    private static final String NAMES =
            "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes "
                    + "resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes";
    private static final String ROW =
            "1655071198.444458 CHLX FE80::1 62771 40.74.108.123 443 tcp http,ssl 1.135424 1596 - SF T F 5138 Sh 14 1016 16 1226";
    private static final Flow FLOW = new Flow(
            "CHLX",
            1_655_071_198_444_458L,
            new Host("fe80::1"),
            62_771,
            new Host("40.74.108.123"),
            443,
            6,
            1.135424,
            1596,
            Flow.ABSENT,
            14,
            16,
            ConnState.SF,
            "http,ssl");
    private static final Label LABELLED = new Label(Optional.of(Verdict.MALICIOUS), "C2");

    private final FlowReader reader = new FlowReader();

    @ParameterizedTest
    @ValueSource(strings = {"", " -", " - 6", " (empty) 6 1:abc=", " - - - -"})
    void rowWithoutHeader_isRecognised_whateverFollows(String rest) {
        assertThat(bare(ROW + rest)).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker-1 ", "1655071199.000000 conn zeek "})
    void rowWithoutHeader_isRecognised_whateverPrecedes(String start) {
        assertThat(bare(start + ROW + " -")).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
    }

    @Test
    void rowWithoutHeader_hasItsLabel_butNotInTheFlow() {
        assertThat(bare(ROW + " - Malicious C2")).isEqualTo(new Accepted(FLOW, LABELLED));
        assertThat(bare(ROW + " - 6 Malicious C2")).isEqualTo(new Accepted(FLOW, LABELLED));
        assertThat(reader.read(bytes(tabs(ROW) + "\t-   Malicious   C2"))).isEqualTo(new Accepted(FLOW, LABELLED));
    }

    @Test
    void rowWithoutHeader_ofOldZeekWithoutLocalResponder_isRecognised() {
        assertThat(bare(ROW.replace(" T F ", " T ") + " (empty)")).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
    }

    @Test
    void rowWithoutHeader_withABadValue_namesTheField() {
        assertRejected(bare(ROW.replace("FE80::1", "FE80/1")), RejectionReason.INVALID_FIELD, "id.orig_h ");
        assertRejected(
                bare(ROW.replace("1655071198.444458", "XXXXXXXXXX.XXXXXX")), RejectionReason.INVALID_FIELD, "ts ");
    }

    @Test
    void rowWithoutHeader_ofAnotherLog_isNotGuessed() {
        assertRejected(bare(ROW.replace("SF", "query.example")), RejectionReason.UNKNOWN_FORMAT, "");
        assertRejected(bare("1.0 a b"), RejectionReason.WRONG_FIELD_COUNT, "has 3 ");
    }

    @Test
    void header_decidesOrderAndMarkers() {
        String layout = "#unset_field|NULL\n#empty_field|NONE\n#path|conn\n"
                + "#fields|proto|_node_name|id_resp_h|ts|id_orig_h|service|duration|label|detailedlabel";
        assertThat(reader.read(bytes("udp|w|B|1.5|A|NONE|NULL|Benign|DNS"), layout))
                .isInstanceOfSatisfying(Accepted.class, accepted -> {
                    assertThat(accepted.flow().source()).isEqualTo(new Host("A"));
                    assertThat(accepted.flow().destination()).isEqualTo(new Host("B"));
                    assertThat(accepted.flow().service()).isNull();
                    assertThat(accepted.flow().durationSeconds()).isNaN();
                    assertThat(accepted.label()).isEqualTo(new Label(Optional.of(Verdict.BENIGN), "DNS"));
                });
    }

    @Test
    void header_withLabelsInTheLastField_asIot23WritesThem_isRead() {
        String layout = "#fields\t" + tabs(NAMES) + "\ttunnel_parents   label   detailed-label";
        assertThat(reader.read(bytes(tabs(ROW) + "\t-   Malicious   C2"), layout))
                .isEqualTo(new Accepted(FLOW, LABELLED));
    }

    @Test
    void header_thatDoesNotFit_isSaid() {
        String layout = "#fields\t" + tabs(NAMES);
        assertThat(reader.read(bytes(tabs(ROW)), layout)).isEqualTo(new Accepted(FLOW, Label.UNKNOWN));
        assertRejected(reader.read(bytes(tabs(ROW) + "\t-"), layout), RejectionReason.WRONG_FIELD_COUNT, "has 21 ");
        assertRejected(
                reader.read(bytes("1\ta\tb\tudp"), "#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tproto"),
                RejectionReason.NOT_A_FLOW,
                "");
        assertRejected(reader.read(bytes(tabs(ROW)), "#path\tconn"), RejectionReason.UNKNOWN_FORMAT, "");
        assertRejected(reader.read(bytes(tabs(ROW)), "a,b"), RejectionReason.UNKNOWN_FORMAT, "");
    }

    @Test
    void unknownTransport_takesTheNumberBesideIt() {
        String layout = "#fields\tts\tid.orig_h\tid.resp_h\tproto\tconn_state\tip_proto";
        assertThat(reader.read(bytes("1\ta\tb\tunknown_transport\tOTH\t47"), layout))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().protocol()).isEqualTo(47));
    }

    private ReadResult bare(String row) {
        return reader.read(bytes(tabs(row)));
    }

    private static void assertRejected(ReadResult result, RejectionReason reason, String detail) {
        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).startsWith(detail);
        });
    }

    private static String tabs(String row) {
        return row.replace(' ', '\t');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

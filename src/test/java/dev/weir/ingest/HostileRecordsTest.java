package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Flow;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRecordsTest {
    private static final String GOOD =
            "{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\",\"service\":\"web\",\"id\":\"x\"}";

    private final FlowReader reader = new FlowReader();

    @Test
    void hugeValue_isNotEvenLookedAt() {
        assertRejected(new byte[900_000], RejectionReason.TOO_LARGE, "900000");
        assertRejected(json("\"a\":" + "[".repeat(100_000)), RejectionReason.TOO_LARGE, "");
        assertRejected(new byte[FlowReader.MAX_VALUE_BYTES + 1], RejectionReason.TOO_LARGE, "");
    }

    @Test
    void aHundredMegabytes_orNestingAHundredThousandDeep_costNothing() {
        byte[] huge = new byte[100 * 1024 * 1024];
        Arrays.fill(huge, (byte) '[');
        assertRejected(huge, RejectionReason.TOO_LARGE, "104857600");
        assertRejected(bytes("{\"ts\":".repeat(100_000)), RejectionReason.TOO_LARGE, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "1e999", "-1", "-0.000001", "9e99", "1e-999999999", "0x7f"})
    void time_thatIsNone_isRefused(String time) {
        ReadResult result = reader.read(bytes(GOOD.replace("\"ts\":1", "\"ts\":" + time)));
        if (result instanceof Accepted accepted) {
            assertThat(accepted.flow().timestampMicros()).isZero();
        } else {
            assertThat(result).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void value_ofTheGreatestSize_isRead() {
        String filler = "\"filler\":\"" + "x".repeat(FlowReader.MAX_VALUE_BYTES - GOOD.length() - 12) + "\"";
        assertThat(json(filler)).hasSize(FlowReader.MAX_VALUE_BYTES);
        assertThat(reader.read(json(filler))).isInstanceOf(Accepted.class);
    }

    @Test
    void deepNesting_isRefused_andShallowNestingSkipped() {
        assertRejected(json("\"a\":" + "[".repeat(30_000)), RejectionReason.MALFORMED_JSON, "nested");
        assertRejected(json("\"a\":" + "{\"a\":".repeat(10_000)), RejectionReason.MALFORMED_JSON, "nested");
        assertThat(reader.read(json("\"a\":{\"ts\":[{\"src_ip\":\"z\"}]}"))).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[31mred", "\\u202e", "a b", "\\ud800", "\\u0000", "", "-"})
    void id_withWhatCannotBePrinted_isAbsent(String id) {
        assertThat(reader.read(bytes(GOOD.replace("\"x\"", "\"" + id + "\""))))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sensorId()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[2J", "a\\u0000b", "\\udfff", "<script>", "a/b", "'; drop table"})
    void host_withForeignCharacters_isRefused(String host) {
        assertRejected(bytes(GOOD.replace("\"a\"", "\"" + host + "\"")), RejectionReason.INVALID_FIELD, "src_ip must");
    }

    @Test
    void rejection_neverRepeatsTheInput() {
        String marker = "\\u001b]0;owned\\u0007";
        for (String place : new String[] {"1", "\"a\"", "\"b\"", "\"tcp\""}) {
            Rejected rejected = rejected(bytes(GOOD.replace(place, "\"" + marker + "\"")));
            assertThat(rejected.detail()).matches("[ -~]{1,160}").doesNotContain("owned");
        }
        assertThat(rejected(bytes("{\"ts\":owned")).detail()).doesNotContain("owned");
        assertThat(rejected(bytes("owned")).detail()).doesNotContain("owned");
    }

    @Test
    void longService_isCut_soThatItCannotHideTheFlow() {
        String names = "http,".repeat(1000);
        assertThat(reader.read(bytes(GOOD.replace("web", names))))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().service())
                                .isEqualTo(names.substring(0, Flow.MAX_SERVICE_LENGTH)));
    }

    @ParameterizedTest
    @CsvSource({"ht,ht", "-,", "(empty),"})
    void longService_isCutAsIfNoMoreHadCome(String beginning, @Nullable String service) {
        String padded = beginning + " ".repeat(Flow.MAX_SERVICE_LENGTH) + "tp";
        assertThat(reader.read(bytes(GOOD.replace("web", padded))))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().service()).isEqualTo(service));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ts\":2", "\"proto\":\"udp\"", "\"src_ip\":\"c\"", "\"service\":null,\"service\":[]"})
    void fieldGivenTwice_isRefused_sinceReadersWouldDisagree(String again) {
        assertRejected(json(again), RejectionReason.INVALID_FIELD, "is given twice");
    }

    @Test
    void unknownKeyGivenTwice_isNoMatter() {
        assertThat(reader.read(json("\"k\":1,\"k\":2"))).isInstanceOf(Accepted.class);
    }

    @Test
    void label_ofAnyKind_neverRejectsTheFlow() {
        for (String label : new String[] {"[1]", "{}", "true", "null", "7", "\"-\"", "\"Background\"", "\"\\u001b\""}) {
            assertThat(reader.read(json("\"label\":" + label)))
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.label().verdict()).isEmpty());
        }
    }

    @Test
    void bytesThatAreNotUtf8_inAFieldThatIsNeeded_areSaidSo() {
        byte[] record = bytes(GOOD);
        int host = GOOD.indexOf("\"a\"") + 1;
        for (int bad : new int[] {0x80, 0xc0, 0xff, 0xed}) {
            byte[] broken = Arrays.copyOf(record, record.length);
            broken[host] = (byte) bad;
            assertRejected(broken, RejectionReason.NOT_UTF8, "");
        }
        assertRejected(GOOD.getBytes(StandardCharsets.UTF_16), RejectionReason.NOT_UTF8, "");
        assertRejected(GOOD.getBytes(StandardCharsets.UTF_16LE), RejectionReason.MALFORMED_JSON, "");
        assertRejected(new byte[100], RejectionReason.UNKNOWN_FORMAT, "");
        assertRejected(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, RejectionReason.NOT_UTF8, "");
    }

    @Test
    void bytesThatAreNotUtf8_inAnyOtherField_doNotHideTheFlow() {
        byte[] note = json("\"note\":\"cafx\"");
        note[note.length - 3] = (byte) 0xe9;
        assertThat(reader.read(note)).isInstanceOf(Accepted.class);
        byte[] service = bytes(GOOD);
        service[GOOD.indexOf("web")] = (byte) 0xff;
        assertThat(reader.read(service))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().service()).isNull());
    }

    @Test
    void csv_withTenThousandColumns_isCounted() {
        assertRejected(bytes("1,".repeat(9_999) + "1"), RejectionReason.WRONG_FIELD_COUNT, "has 10000 fields");
        assertRejected(bytes("1\t".repeat(9_999) + "1"), RejectionReason.UNKNOWN_FORMAT, "");
        String header = "ts,src_ip,dst_ip,proto" + ",x".repeat(9_996);
        assertThat(reader.read(bytes("1,a,b,6" + ",".repeat(9_996)), header)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1,2", "1,\"2\"3,4", "1,2,\"", "\"\"\"\"\""})
    void csv_withAnOpenQuote_isRefused(String line) {
        assertRejected(reader.read(bytes(line), "ts,src_ip,dst_ip,proto"), RejectionReason.WRONG_FIELD_COUNT, "quote");
    }

    @Test
    void layout_ofAnyKind_neverThrows() {
        for (String layout :
                new String[] {"", "#", "#fields", "#fields\t", "\"", ",", "\u0000", "#fields\tts\tts", "ts,ts"}) {
            assertThat(reader.read(bytes("1\t2"), layout)).isInstanceOf(Rejected.class);
        }
    }

    private static byte[] json(String more) {
        return bytes(GOOD.replace("}", "," + more + "}"));
    }

    private Rejected rejected(byte[] record) {
        return (Rejected) reader.read(record);
    }

    private void assertRejected(byte[] record, RejectionReason reason, String detail) {
        assertRejected(reader.read(record), reason, detail);
    }

    private static void assertRejected(ReadResult result, RejectionReason reason, String detail) {
        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).contains(detail);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

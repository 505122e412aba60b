package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Flow;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are none, are too large, or come as text. */
class HostileNumbersTest {
    private final FlowReader reader = new FlowReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890",
                "9223372036854775808",
                "1e999",
                "-1",
                "0.5",
                "NaN",
                "-Infinity",
                "\"Infinity\"",
                "\"0x10\"",
                "\"1 000\"",
                "\"\\u0664\"",
                "true",
                "[7]"
            })
    void count_thatIsNone_isAbsent(String number) {
        assertThat(read("\"src_bytes\":" + number))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sourceBytes()).isEqualTo(Flow.ABSENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"NaN\"", "Infinity", "1e999", "-0.001", "1e400000000"})
    void duration_thatIsNone_isAbsent(String number) {
        assertThat(read("\"duration\":" + number))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.flow().durationSeconds()).isNaN());
    }

    @Test
    void numberOfThousandsOfDigits_isRefusedUnread() {
        assertThat(read("\"src_bytes\":" + "9".repeat(60_000)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.MALFORMED_JSON));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "1e3, 1000",
                "\"1e3\", 1000",
                "\"443\", 443",
                "7.0, 7",
                "-0, 0",
                "\" 7 \", 7",
                "null, -1",
                "\"\", -1"
            })
    void count_howeverItIsWritten_isRead(String number, long value) {
        assertThat(read("\"src_bytes\":" + number))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sourceBytes()).isEqualTo(value));
    }

    @Test
    void keysWithoutAName_areNoMatter() {
        assertThat(read("\"\":1,\"\":{},\"\\u0000\":2"))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.flow().sourceBytes()).isEqualTo(Flow.ABSENT));
    }

    private ReadResult read(String field) {
        String record = "{\"ts\":1,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"tcp\"," + field + "}";
        return reader.read(record.getBytes(StandardCharsets.UTF_8));
    }
}

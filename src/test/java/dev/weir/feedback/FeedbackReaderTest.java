package dev.weir.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "EMPTY           | ~~",
                "MALFORMED_JSON  | ~not json~",
                "MALFORMED_JSON  | ~[]~",
                "MALFORMED_JSON  | ~\"text\"~",
                "MALFORMED_JSON  | ~{\"flow_id\":\"a\",\"verdict\":\"benign\"~",
                "MALFORMED_JSON  | ~{\"flow_id\":\"a\",\"verdict\":\"benign\"} trailing~",
                "MISSING_FIELD   | ~{}~",
                "MISSING_FIELD   | ~{\"flow_id\":\"a\"}~",
                "MISSING_FIELD   | ~{\"verdict\":\"benign\"}~",
                "MISSING_FIELD   | ~{\"flow_id\":null,\"verdict\":\"benign\"}~",
                "UNKNOWN_VERDICT | ~{\"flow_id\":\"a\",\"verdict\":\"evil\"}~",
                "UNKNOWN_VERDICT | ~{\"flow_id\":\"a\",\"verdict\":\"\\u001b[2J\"}~",
                "INVALID_FIELD   | ~{\"flow_id\":\"a b\",\"verdict\":\"benign\"}~",
                "INVALID_FIELD   | ~{\"flow_id\":\"a\",\"verdict\":\"benign\",\"analyst\":\"a\\nb\"}~",
                "INVALID_FIELD   | ~{\"flow_id\":\"a\",\"verdict\":\"benign\",\"analyst\":\"a\\ud800\"}~",
                "INVALID_FIELD   | ~{\"flow_id\":\"a\",\"verdict\":\"benign\",\"category\":\"\\u202eb\"}~",
                "INVALID_FIELD   | ~{\"flow_id\":\"a\",\"verdict\":\"benign\",\"comment\":\"a\\u2028b\"}~",
            })
    void read_unsoundRecord_saysWhy(FeedbackRejection reason, String record) {
        FeedbackResult result = FeedbackReader.read(record.getBytes(StandardCharsets.UTF_8));

        assertThat(result).isInstanceOfSatisfying(FeedbackResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).isNotEmpty().doesNotContain("\u001b");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.weir.feedback.BadFeedback#cases")
    void badFeedback_onTheTopic_isSetAsideInTheWordsOfAllDoors(FeedbackBody body, String words) throws IOException {
        byte[] record = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .writeValueAsBytes(body);

        assertThat(FeedbackReader.read(record))
                .isInstanceOfSatisfying(
                        FeedbackResult.Rejected.class,
                        rejected -> assertThat(rejected.detail()).startsWith(words));
    }

    @Test
    void undo_saysFromWhichLessonOn() {
        Feedback correction = new Feedback(new FlowId("C1"), Verdict.BENIGN, null, "alice", null);

        assertThat(FeedbackReader.read(FeedbackReader.writeUndo(correction, 17)))
                .isEqualTo(new FeedbackResult.Accepted(correction, 17L));
        for (String lesson : new String[] {"-1", "1e9", "\"x\"", "null", "9999999999999999999"}) {
            byte[] record =
                    ("{\"flow_id\":\"C1\",\"verdict\":\"benign\",\"analyst\":\"alice\",\"undo\":true,\"first_lesson\":"
                                    + lesson + "}")
                            .getBytes(StandardCharsets.UTF_8);
            assertThat(FeedbackReader.read(record)).isEqualTo(new FeedbackResult.Accepted(correction, 0L));
        }
    }

    @Test
    void read_tombstone_isEmpty() {
        assertThat(FeedbackReader.read(null))
                .isInstanceOfSatisfying(
                        FeedbackResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(FeedbackRejection.EMPTY));
    }

    @Test
    void read_hugeRecord_isNotLookedAt() {
        byte[] huge = new byte[100 * 1024 * 1024];

        assertThat(FeedbackReader.read(huge))
                .isInstanceOfSatisfying(
                        FeedbackResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(FeedbackRejection.TOO_LARGE));
    }

    @Test
    void read_foreignKeys_areSkipped() {
        String record =
                "{\"extra\":{\"deep\":[1,{}]},\"flow_id\":\"C1\",\"verdict\":\"Malicious\",\"n\":3,\"category\":\"\"}";

        assertThat(FeedbackReader.read(record.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new FeedbackResult.Accepted(
                        new Feedback(new FlowId("C1"), Verdict.MALICIOUS, null, Feedback.UNNAMED_ANALYST, null)));
    }

    @Test
    void write_thenRead_isTheSame() {
        Feedback feedback = new Feedback(new FlowId("0-17"), Verdict.BENIGN, "backup", "alice", "nightly \"run\"");

        assertThat(FeedbackReader.read(FeedbackReader.write(feedback)))
                .isEqualTo(new FeedbackResult.Accepted(feedback));
    }

    @Property
    void read_anyBytes_neverThrows(@ForAll byte[] record) {
        assertThat(FeedbackReader.read(record)).isNotNull();
    }
}

package dev.weir.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.detector.TestDetector;
import dev.weir.ingest.FlowFile;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {
    private static final int KAFKA_TAKES = 1_048_588;

    @ParameterizedTest
    @CsvSource({"100000000,0,0", "0,100000000,0", "0,0,100000000", "400000,400000,400000"})
    void record_largerThanKafkaTakesBack_isCut_andSaysSo(int key, int value, int header) {
        Record<byte[], byte[]> dead = dead(key, value, header);

        assertThat(size(dead)).isLessThan(KAFKA_TAKES);
        assertThat(text(dead, DeadLetter.CUT)).isEqualTo(Integer.toString(key + value + header + "h".length()));
        assertThat(text(dead, DeadLetter.REASON)).isEqualTo("too_large");
    }

    @Test
    void record_thatKafkaTakesBack_isWhole() {
        Record<byte[], byte[]> dead = dead(100_000, 700_000, 100_000);

        assertThat(dead.key()).hasSize(100_000);
        assertThat(dead.value()).hasSize(700_000);
        assertThat(dead.headers().lastHeader("h").value()).hasSize(100_000);
        assertThat(dead.headers().lastHeader(DeadLetter.CUT)).isNull();
        assertThat(size(dead)).isLessThan(KAFKA_TAKES);
    }

    @Test
    void headersThatPassForWeirsOwn_areDropped_andTheSendersOthersKept() {
        Headers forged = new RecordHeaders();
        for (String name :
                List.of(DeadLetter.CUT, DeadLetter.REASON, DeadLetter.TOPIC, DeadLetter.OFFSET, "weir.new")) {
            forged.add(name, "0".getBytes(UTF_8));
        }
        forged.add(FlowFile.LAYOUT_HEADER, "id,ts".getBytes(UTF_8)).add("trace", "7".getBytes(UTF_8));
        Record<byte[], byte[]> dead = DeadLetter.of(
                new Record<>(new byte[1], new byte[1], 1, forged),
                new DeadLetter.Origin("flows", 1, 2),
                "too_large",
                "it has too many bytes");

        assertThat(dead.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        FlowFile.LAYOUT_HEADER,
                        "trace",
                        DeadLetter.REASON,
                        DeadLetter.DETAIL,
                        DeadLetter.TOPIC,
                        DeadLetter.PARTITION,
                        DeadLetter.OFFSET);
        assertThat(text(dead, DeadLetter.REASON)).isEqualTo("too_large");
        assertThat(text(dead, DeadLetter.OFFSET)).isEqualTo("2");
    }

    private static Record<byte[], byte[]> dead(int key, int value, int header) {
        Headers headers = new RecordHeaders().add("h", new byte[header]);
        return DeadLetter.of(
                new Record<>(new byte[key], new byte[value], 1, headers),
                new DeadLetter.Origin("flows", 1, 2),
                "too_large",
                "it has too many bytes");
    }

    private static long size(Record<byte[], byte[]> record) {
        long bytes = (long) record.key().length + record.value().length;
        for (var header : record.headers()) {
            bytes += header.key().length() + header.value().length;
        }
        return bytes;
    }

    private static String text(Record<byte[], byte[]> record, String header) {
        return TestDetector.text(record.headers().lastHeader(header).value());
    }
}

package dev.weir.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of plain JSON reads, it reads as the parser of all JSON does. */
class PlainJsonTest {
    private static final String ZEEK = "{\"ts\":1767315845.25,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.1\",\"id.orig_p\":52100,"
            + "\"id.resp_h\":\"fe80::1\",\"id.resp_p\":443,\"proto\":\"tcp\",\"service\":null,\"duration\":-1.5e-3,"
            + "\"local_orig\":true,\"conn_state\":\"SF\",\"tunnel_parents\":[\"a\",{\"b\":[1,2]}],\"orig_bytes\":0}";
    private static final String NESTED = "{ \"source\" : {\"ip\":\"10.0.0.1\",\"geo\":{\"lat\":1.0}}, \"destination\":{\"ip\":\"10.0.0.2\"},"
            + "\"@timestamp\":\"2026-01-02T03:04:05Z\",\"network\":{\"transport\":\"udp\"},\"ts\":false,\"ts\":{}}";
    /** What changes the meaning of JSON where it stands. */
    private static final String SIGNIFICANT = "{}[]\",:\\ \t\n0123456789.-+eEntfNaI\u0001\u00e4/";

    private final Names names = Names.all();
    private final RawRecord plainRecord = new RawRecord();
    private final RawRecord parsedRecord = new RawRecord();
    private final PlainJson plain = new PlainJson();
    private final JsonRecords parser = new JsonRecords(names, raw -> true);

    @ParameterizedTest
    @ValueSource(strings = {ZEEK, NESTED, "{}", " { } "})
    void read_recordAsSensorsWriteIt_isPlain(String text) {
        assertThat(readsPlainly(text)).isTrue();
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[{}]",
                "{}{}",
                "{\"ts\":1,}",
                "{\"ts\" 1}",
                "{ts:1}",
                "{\"ts\":01}",
                "{\"ts\":+1}",
                "{\"ts\":.5}",
                "{\"ts\":1.}",
                "{\"ts\":1e}",
                "{\"ts\":NaN}",
                "{\"ts\":nul}",
                "{\"ts\":truefalse}",
                "{\"ts\":\"a\\u0031\"}",
                "{\"ts\":\"a\nb\"}",
                "{\"t\\u0073\":1}",
                "{\"ts\":\"a}"
            })
    void read_whatIsOddOrNoJson_isLeftToTheParser(String text) {
        assertThat(readsPlainly(text)).isFalse();
    }

    @Test
    void read_deepObject_isLeftToTheParser() {
        assertThat(readsPlainly("{\"a\":".repeat(40) + "1" + "}".repeat(40))).isFalse();
        assertThat(readsPlainly("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")).isFalse();
    }

    @Test
    void read_recordsWithSomeCharactersChanged_isTheSameAsTheParsers() {
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? ZEEK : NESTED);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                change(text, random);
            }
            if (readsPlainly(text.toString())) {
                read++;
                assertSame(text.toString());
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        char c = SIGNIFICANT.charAt(random.nextInt(SIGNIFICANT.length()));
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, c);
            case 1 -> text.insert(at, c);
            default -> text.deleteCharAt(at);
        }
    }

    private boolean readsPlainly(String text) {
        plainRecord.clear();
        // Room before and behind, which is not to be read.
        String padded = "[" + text + "}";
        return plain.read(padded.toCharArray(), 1, text.length(), names, plainRecord);
    }

    private void assertSame(String text) {
        parsedRecord.clear();
        assertThat(parser.parse(text.toCharArray(), 0, text.length(), parsedRecord))
                .as(text)
                .isNull();
        assertThat(content(plainRecord)).as(text).isEqualTo(content(parsedRecord));
    }

    private static List<String> content(RawRecord raw) {
        List<String> content = new ArrayList<>();
        for (Column column : Column.values()) {
            if (raw.seen(column)) {
                content.add(column + (raw.isNested(column) ? " nested" : " '" + raw.text(column) + "'"));
            }
        }
        content.add("twice: " + raw.repeated() + ", foreign: " + raw.hasForeign());
        return content;
    }
}

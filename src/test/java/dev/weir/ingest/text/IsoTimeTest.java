package dev.weir.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private final IsoTime time = new IsoTime();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-02-29T00:00:00Z",
                "2022-00-10T00:00:00Z",
                "2022-01-32T00:00:00Z",
                "2022-01-01T24:00:00Z",
                "2022-01-01T00:60:00Z",
                "2022-01-01",
                "2022-01-01T00:00:00.Z",
                "2022-01-01T00:00:00+1",
                "2022-01-01T00:00:00+99:00",
                "2022-01-01T00:00:00ZZ",
                "2022-01-01T00:00:00.00000000000000000000000000000Z",
                "20a2-01-01T00:00:00Z"
            })
    void parse_refusesWhatIsNoTime(String text) {
        assertThat(parse(text)).isEqualTo(IsoTime.NONE);
    }

    @Test
    void parse_readsEverySpelling() {
        long expected = 1_664_462_456_755_299L;
        assertThat(parse("2022-09-29T14:40:56.755299Z")).isEqualTo(expected);
        assertThat(parse("2022-09-29 14:40:56.755299")).isEqualTo(expected);
        assertThat(parse("2022-09-29T16:40:56.755299999+0200")).isEqualTo(expected);
        assertThat(parse("2022-09-29T09:10:56,755299-05:30")).isEqualTo(expected);
        assertThat(parse("2022-09-29T16:40:56.755299+02")).isEqualTo(expected);
    }

    @Property
    void parse_agreesWithTheJdk(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        var local = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);
        if (local.getYear() <= 9999) {
            assertThat(parse(text)).isEqualTo(micros);
        }
    }

    private long parse(String text) {
        return time.parse(text.toCharArray(), 0, text.length());
    }
}

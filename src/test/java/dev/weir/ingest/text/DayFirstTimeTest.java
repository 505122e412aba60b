package dev.weir.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayFirstTimeTest {
    private static final String HEADER = "Src IP,Dst IP,Protocol,Timestamp,Flow Duration";
    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,2})/(\\d{1,2})/(\\d{4}) (\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,9})?))?(?: ([AaPp])[Mm])?");

    private final FlowReader reader = new FlowReader();

    @ParameterizedTest
    @CsvSource({
        "7/3/2017 3:56, 2017-03-07T03:56:00Z",
        "07/03/2017 13:56, 2017-03-07T13:56:00Z",
        "07/03/2017 03:56:22, 2017-03-07T03:56:22Z",
        "07/03/2017 03:56:22.5, 2017-03-07T03:56:22.500Z",
        "07/03/2017 03:56:22.123456789, 2017-03-07T03:56:22.123456Z",
        "07/03/2017 03:56:22.5 PM, 2017-03-07T15:56:22.500Z",
        "7/3/2017 3:56 pM, 2017-03-07T15:56:00Z",
        "07/03/2017 12:00:00 am, 2017-03-07T00:00:00Z",
        "07/03/2017 12:00:00 PM, 2017-03-07T12:00:00Z",
        "07/03/2017 11:59:60 PM, 2017-03-08T00:00:00Z",
        "29/2/2016 0:00, 2016-02-29T00:00:00Z",
        "1/1/1970 0:00, 1970-01-01T00:00:00Z",
        "31/12/9999 23:59:59.999999, 9999-12-31T23:59:59.999999Z",
        "2017-03-07 15:56:22, 2017-03-07T15:56:22Z",
        "2017/03/07 15:56:22, 2017-03-07T15:56:22Z",
        "1488902182, 2017-03-07T15:56:22Z",
        "' 7/3/2017 3:56 ', 2017-03-07T03:56:00Z"
    })
    void time_isReadWithTheDayFirst(String text, Instant time) {
        assertThat(micros(text)).isEqualTo(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3/13/2017 3:56",
                "0/3/2017 3:56",
                "31/4/2017 3:56",
                "29/2/2017 3:56",
                "7/3/2017 24:00",
                "7/3/2017 3:60",
                "7/3/2017 3:56:61",
                "7/3/2017 0:56 PM",
                "7/3/2017 13:56 PM",
                "7/3/2017 3:56 XM",
                "7/3/2017 3:56 P",
                "7/3/2017 3:56 PMX",
                "7/3/2017 3:56PM",
                "7/3/2017 3:56  PM",
                "7/3/2017  3:56",
                "7/3/2017T3:56",
                "7/3/2017",
                "7/3/2017 3",
                "7/3/2017 3:5",
                "7/3/2017 3:56:2",
                "7/3/2017 3:56:22.",
                "7/3/2017 3:56:22,5",
                "7/3/2017 3:56:22.1234567890",
                "7/3/2017 3:56.5",
                "7/3/2017 3:56Z",
                "7/3/17 3:56",
                "7/3/20175 3:56",
                "007/3/2017 3:56",
                "7/003/2017 3:56",
                "7/3/2017 003:56",
                "/3/2017 3:56",
                "7//2017 3:56",
                "7/3/2017 :56",
                "7-3-2017 3:56",
                "-7/3/2017 3:56",
                "12/3/2017 3:56:",
                "1/1/1969 0:00",
                "\u0667/3/2017 3:56"
            })
    void otherText_isNoTime(String text) {
        assertThat(micros(text)).isEqualTo(IsoTime.NONE);
    }

    @Property
    void time_isReadIfItHasTheForm_andOnlyThen(@ForAll("nearlyTimes") String text) {
        assertThat(micros(text)).isEqualTo(byThePattern(text.strip()));
    }

    @Provide
    Arbitrary<String> nearlyTimes() {
        Arbitrary<String> time = Combinators.combine(
                        Arbitraries.integers().between(0, 32),
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(1969, 2030),
                        Arbitraries.integers().between(0, 25),
                        Arbitraries.of(
                                ":00", ":59", ":60", ":07:00", ":07:60", ":07:61", ":07:08.25", ":07:08.123456789"),
                        Arbitraries.of("", "", " AM", " pm", " aM", " Pm"))
                .as((day, month, year, hour, rest, half) -> day + "/" + month + "/" + year + " " + hour + rest + half);
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 60);
        Arbitrary<String> change = Arbitraries.of("", "", "", "0", "1", " ", ":", "/", ".", "P", "M", "-", "Z");
        return Combinators.combine(time, place, change, Arbitraries.integers().between(0, 1))
                .as((text, at, put, cut) -> {
                    int from = Math.min(at, text.length());
                    int to = put.isEmpty() ? from : Math.min(text.length(), from + cut);
                    return text.substring(0, from) + put + text.substring(to);
                });
    }

    private static long byThePattern(String text) {
        Matcher time = FORM.matcher(text);
        if (!time.matches()) {
            return IsoTime.NONE;
        }
        int hour = Integer.parseInt(time.group(4));
        if (time.group(7) != null) {
            if (hour < 1 || hour > 12) {
                return IsoTime.NONE;
            }
            hour = hour % 12 + (time.group(7).equalsIgnoreCase("p") ? 12 : 0);
        }
        String iso = String.format(
                Locale.ROOT,
                "%s-%02d-%02dT%02d:%s:%s",
                time.group(3),
                Integer.parseInt(time.group(2)),
                Integer.parseInt(time.group(1)),
                hour,
                time.group(5),
                time.group(6) == null ? "00" : time.group(6));
        long micros = new IsoTime().parse(iso.toCharArray(), 0, iso.length());
        return micros < 0 ? IsoTime.NONE : micros;
    }

    private long micros(String text) {
        byte[] record = ("10.0.0.1,10.0.0.2,6," + text + ",1").getBytes(StandardCharsets.UTF_8);
        ReadResult read = reader.read(record, HEADER);
        return read instanceof Accepted accepted ? accepted.flow().timestampMicros() : IsoTime.NONE;
    }
}

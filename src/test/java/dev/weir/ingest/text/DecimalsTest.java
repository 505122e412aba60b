package dev.weir.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-", "e5", "1e", "1e+", "1.2.3", "1 ", "0x1", "NaN", "1_0", "١"})
    void parse_refusesWhatIsNoNumber(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void parse_refusesMoreCharactersThanAnyNumberNeeds() {
        assertThat(parse("0".repeat(Decimals.MAX_LENGTH))).isNotNull();
        assertThat(parse("0".repeat(Decimals.MAX_LENGTH + 1))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0.5",
                "1e-1",
                "9223372036854775808",
                "1e19",
                "9223372036854775807.5",
                "1e-999999999",
                "1e999999999"
            })
    void whole_isNone_whereThereIsNoSuchWhole(String text) {
        assertThat(whole(text)).isEqualTo(Decimals.NONE);
    }

    @Test
    void whole_readsEverySpelling() {
        assertThat(whole("80.000")).isEqualTo(80);
        assertThat(whole("8e1")).isEqualTo(80);
        assertThat(whole("800e-1")).isEqualTo(80);
        assertThat(whole("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(whole("-0")).isZero();
        assertThat(whole("0e999999999")).isZero();
    }

    @Test
    void millionths_isNone_beyondItsRange() {
        assertThat(millionths("-0.000001")).isEqualTo(Decimals.NONE);
        assertThat(millionths("1e400")).isEqualTo(Decimals.NONE);
        assertThat(millionths("9223372036855")).isEqualTo(Decimals.NONE);
        assertThat(millionths("1e-999999999")).isZero();
    }

    @Property
    void millionths_isExact(@ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros) {
        assertThat(millionths(BigDecimal.valueOf(micros, 6).toPlainString())).isEqualTo(micros);
        assertThat(millionths(BigDecimal.valueOf(micros, 6).toString())).isEqualTo(micros);
    }

    @Property
    void millionths_roundsToTheNearest(@ForAll @Scale(12) @DoubleRange(min = 0, max = 1e9) double seconds) {
        BigDecimal text = new BigDecimal(Double.toString(seconds));
        long nearest = text.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
        assertThat(millionths(Double.toString(seconds))).isEqualTo(nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".5", "-1", "+1", "1e3", "1.2.3", "1 ", "١", "0000000000000000001"})
    void plain_isNone_whereAnythingButDigitsAndAPointStands(String text) {
        assertThat(plainMillionths(text)).isEqualTo(Decimals.NONE);
        assertThat(plainDouble(text)).isEqualTo((double) Decimals.NONE);
    }

    @Test
    void plainMillionths_isNone_whereItIsTooFineOrTooLarge() {
        assertThat(plainMillionths("1.0000000")).isEqualTo(Decimals.NONE);
        assertThat(plainMillionths("9223372036854")).isEqualTo(9_223_372_036_854_000_000L);
        assertThat(plainMillionths("9223372036855")).isEqualTo(Decimals.NONE);
        assertThat(plainMillionths("999999999999999999")).isEqualTo(Decimals.NONE);
    }

    @Test
    void wholeOfText_readsEverySpelling() {
        for (String text : List.of("80.000", "8e1", "800e-1", "9223372036854775807", "-0", "0", "007")) {
            assertThat(Decimals.whole(text.toCharArray(), 0, text.length())).isEqualTo(whole(text));
        }
        for (String text : List.of("", "x", "-1", "0.5", "9223372036854775808", "1 ", "1.2.3")) {
            assertThat(Decimals.whole(text.toCharArray(), 0, text.length())).isEqualTo(Decimals.NONE);
        }
    }

    @Property
    void plain_isWhatTheExactNumberIs(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 17) int scale) {
        BigDecimal number = BigDecimal.valueOf(digits, scale);
        String text = number.toPlainString();

        assertThat(plainMillionths(text)).isIn(Decimals.millionths(number), Decimals.NONE);
        assertThat(plainDouble(text)).isIn(number.doubleValue(), (double) Decimals.NONE);
        assertThat(Decimals.whole(text.toCharArray(), 0, text.length())).isEqualTo(Decimals.whole(number));
    }

    @Property
    void plain_readsWhatSensorsWrite(@ForAll @LongRange(min = 0, max = 4_102_444_800_999_999L) long micros) {
        BigDecimal seconds = BigDecimal.valueOf(micros, 6);

        assertThat(plainMillionths(seconds.toPlainString())).isEqualTo(micros);
        assertThat(plainDouble(seconds.toPlainString())).isEqualTo(seconds.doubleValue());
    }

    private static long plainMillionths(String text) {
        return Decimals.plainMillionths(text.toCharArray(), 0, text.length());
    }

    private static double plainDouble(String text) {
        return Decimals.plainDouble(text.toCharArray(), 0, text.length());
    }

    private static @Nullable BigDecimal parse(String text) {
        return Decimals.parse(text.toCharArray(), 0, text.length());
    }

    private static long whole(String text) {
        return Decimals.whole(Objects.requireNonNull(parse(text)));
    }

    private static long millionths(String text) {
        return Decimals.millionths(Objects.requireNonNull(parse(text)));
    }
}

package dev.weir.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private final Decimal decimal = new Decimal();

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-", "e5", "1e", "1e+", "1.2.3", "1 ", "0x1", "NaN", "1_0", "١"})
    void parse_refusesWhatIsNoNumber(String text) {
        assertThat(parse(text)).isFalse();
    }

    @Test
    void parse_refusesMoreCharactersThanAnyNumberNeeds() {
        assertThat(parse("0".repeat(Decimal.MAX_LENGTH))).isTrue();
        assertThat(parse("0".repeat(Decimal.MAX_LENGTH + 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "0.5", "1e-1", "9223372036854775808", "1e19", "9223372036854775807.5", "1e-99999999999"})
    void toWhole_isNone_whereThereIsNoSuchWhole(String text) {
        assertThat(parse(text)).isTrue();
        assertThat(decimal.toWhole()).isEqualTo(Decimal.NONE);
    }

    @Test
    void toWhole_readsEverySpelling() {
        assertThat(whole("80.000")).isEqualTo(80);
        assertThat(whole("8e1")).isEqualTo(80);
        assertThat(whole("800e-1")).isEqualTo(80);
        assertThat(whole("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(whole("-0")).isZero();
        assertThat(whole("0e999999999999")).isZero();
    }

    @Test
    void toMillionths_isNone_beyondItsRange() {
        assertThat(millionths("-0.000001")).isEqualTo(Decimal.NONE);
        assertThat(millionths("1e400")).isEqualTo(Decimal.NONE);
        assertThat(millionths("9223372036855")).isEqualTo(Decimal.NONE);
        assertThat(millionths("1e-99999999999")).isZero();
    }

    @Property
    void toMillionths_isExact(@ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros) {
        assertThat(millionths(BigDecimal.valueOf(micros, 6).toPlainString())).isEqualTo(micros);
        assertThat(millionths(BigDecimal.valueOf(micros, 6).toString())).isEqualTo(micros);
    }

    @Property
    void toMillionths_roundsToTheNearest(@ForAll @Scale(12) @DoubleRange(min = 0, max = 1e9) double seconds) {
        BigDecimal text = new BigDecimal(Double.toString(seconds));
        long nearest = text.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
        assertThat(millionths(Double.toString(seconds))).isEqualTo(nearest);
    }

    @Property
    void toDouble_equalsWhatTheJdkReads(@ForAll double value) {
        assertThat(parse(Double.toString(value))).isTrue();
        assertThat(decimal.toDouble()).isEqualTo(value);
    }

    private boolean parse(String text) {
        return decimal.parse(text.toCharArray(), 0, text.length());
    }

    private long whole(String text) {
        assertThat(parse(text)).isTrue();
        return decimal.toWhole();
    }

    private long millionths(String text) {
        assertThat(parse(text)).isTrue();
        return decimal.toMillionths();
    }
}

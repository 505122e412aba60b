package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @Test
    void escape_ofNoRoom_isRefused() {
        assertThatThrownBy(() -> Printable.escape("a", 0)).hasMessageContaining("maxLength");
    }

    @Test
    void escape_makesControlEscapeAndDirectionCharactersVisible() {
        assertThat(Printable.escape("a\u001b[31m\n\u202e\u05d0\u3164\0", 100))
                .isEqualTo("a\\u001b[31m\\u000a\\u202e\\u05d0\\u3164\\u0000");
        assertThat(Printable.escape("\\u0041", 100)).isEqualTo("\\u005cu0041");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "\u001b[2J", "\u009b1m", "a\ud800", "\udfffb", "\u202eb", "\u2066", "\u2028", "\u2029"})
    void isText_ofWhatDeceives_isFalse(String text) {
        assertThat(Printable.isText(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Größe 12, 東京!", "\u05d0\u05d1", "\ud83d\ude00 a\u200db", "\\u001b"})
    void isText_ofWhatPeopleWrite_isTrue(String text) {
        assertThat(Printable.isText(text)).isTrue();
    }

    @Test
    void escape_leavesReadableTextAlone() {
        assertThat(Printable.escape("Größe 12, 東京!", 100)).isEqualTo("Größe 12, 東京!");
    }

    @Test
    void escape_cutsBetweenEscapes() {
        assertThat(Printable.escape("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.escape("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Printable.escape("a\n\n", 8)).isEqualTo("a\\u000a…");
        assertThat(Printable.escape("a\n\n", 7)).isEqualTo("a…");
    }

    @Property
    void escape_isShortAndPrintable_whateverTheText(@ForAll String text, @ForAll @IntRange(min = 1, max = 80) int max) {
        assertThat(Printable.escape(text, max)).hasSizeLessThanOrEqualTo(max).matches("[ -~\\p{L}\\p{Nd}]*…?");
    }
}

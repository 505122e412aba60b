package dev.weir.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextCacheTest {
    private final List<String> asked = new ArrayList<>();
    private final TextCache<String> cache = new TextCache<>(2, text -> {
        asked.add(text);
        return text.isEmpty() ? null : text.toUpperCase(Locale.ROOT);
    });

    @Test
    void get_ofATextTooLong_isRightButNotRemembered() {
        String longText = "a".repeat(TextCache.MAX_REMEMBERED_LENGTH + 1);
        assertThat(get(longText)).isEqualTo(get(longText)).hasSize(longText.length());
        assertThat(asked).hasSize(2);
    }

    @Test
    void get_isRight_whenTextsShareASlot() {
        for (String text : new String[] {"a", "b", "c", "", "a", "Aa", "BB", "Aa"}) {
            assertThat(get(text)).isEqualTo(text.isEmpty() ? null : text.toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void get_isRight_whenTextsHaveTheSameNumbers() {
        // A character of more than eight bits reaches into the one before it; what is longer turns round.
        for (String text : List.of(
                "bA",
                "c\u0141",
                "",
                "\0",
                "\0\0",
                "12345678\u0141",
                "12345678A",
                "a".repeat(24),
                "a".repeat(32),
                "ab",
                "a")) {
            assertThat(get(text)).isEqualTo(text.isEmpty() ? null : text.toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void get_asksOnce_forATextThatComesAgain() {
        assertThat(get("tcp")).isSameAs(get("tcp"));
        assertThat(get("")).isNull();
        assertThat(get("10.20.30.40")).isSameAs(get("10.20.30.40"));
        assertThat(get("2001:db8::1234:5678")).isSameAs(get("2001:db8::1234:5678"));
        assertThat(asked).containsExactly("tcp", "", "10.20.30.40", "2001:db8::1234:5678");
    }

    private @Nullable String get(String text) {
        char[] chars = ("x" + text + "x").toCharArray();
        return cache.get(chars, 1, text.length());
    }
}

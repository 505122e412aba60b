package dev.weir.ingest.record;

import dev.weir.flow.Label;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import dev.weir.ingest.text.TextCache;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ground truth of a record. It never makes a record invalid: a word that is no verdict is handed on as it stands. */
public final class Labels {
    private static final int SLOTS = 1 << 8;
    private static final int MAX_CATEGORY_LENGTH = 128;
    private static final int MAX_WORD_LENGTH = 64;

    private static final String UNKNOWN = "unknown";

    private final TextCache<Verdict> verdicts =
            new TextCache<>(SLOTS, text -> Verdict.ofWord(text).orElse(null));
    private final TextCache<String> words =
            new TextCache<>(SLOTS, text -> text.strip().equalsIgnoreCase(UNKNOWN) ? null : word(text));
    private final TextCache<String> categories =
            new TextCache<>(SLOTS, text -> Printable.escape(text, MAX_CATEGORY_LENGTH));

    public Label of(RawRecord raw, Column categoryColumn) {
        Verdict verdict = get(verdicts, raw, Column.LABEL);
        String category = get(categories, raw, categoryColumn);
        String word = verdict == null ? get(words, raw, Column.LABEL) : null;
        return verdict == null && category == null && word == null
                ? Label.UNKNOWN
                : new Label(Optional.ofNullable(verdict), category, word);
    }

    private static <T> @Nullable T get(TextCache<T> meanings, RawRecord raw, Column column) {
        return raw.has(column) ? meanings.get(raw.chars(), raw.start(column), raw.length(column)) : null;
    }

    private static String word(String text) {
        return Printable.escape(text.strip(), MAX_WORD_LENGTH);
    }
}

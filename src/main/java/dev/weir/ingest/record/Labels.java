package dev.weir.ingest.record;

import dev.weir.flow.Label;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import dev.weir.ingest.text.TextCache;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ground truth of a record. It never makes a record invalid: words that are no verdict mean that it is not known. */
public final class Labels {
    private static final int SLOTS = 1 << 8;
    private static final int MAX_CATEGORY_LENGTH = 128;

    private final TextCache<Verdict> verdicts =
            new TextCache<>(SLOTS, text -> Verdict.ofWord(text).orElse(null));
    private final TextCache<String> categories =
            new TextCache<>(SLOTS, text -> Printable.escape(text, MAX_CATEGORY_LENGTH));

    public Label of(RawRecord raw, Column categoryColumn) {
        Verdict verdict = get(verdicts, raw, Column.LABEL);
        String category = get(categories, raw, categoryColumn);
        return verdict == null && category == null ? Label.UNKNOWN : new Label(Optional.ofNullable(verdict), category);
    }

    private static <T> @Nullable T get(TextCache<T> meanings, RawRecord raw, Column column) {
        return raw.has(column) ? meanings.get(raw.chars(), raw.start(column), raw.length(column)) : null;
    }
}

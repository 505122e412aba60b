package dev.weir.ingest;

import dev.weir.ingest.ReadResult.Rejected;
import org.jspecify.annotations.Nullable;

/** Reads a delimited line by the layout of its file, or by its looks if there is none. */
final class DelimitedRecords {
    private final Layout csv = CsvLayout.ofNativeOrder();

    private @Nullable String layoutText;
    private @Nullable Layout layout;

    /** Fills the record from the line; the rejection if it does not fit. */
    @Nullable
    Rejected read(Utf8Text text, @Nullable String fileLayout, RawRecord raw) {
        Layout fitting = fileLayout == null ? byLooks(text) : parsed(fileLayout);
        if (fitting == null) {
            return new Rejected(
                    RejectionReason.UNKNOWN_FORMAT,
                    fileLayout == null
                            ? "is neither JSON nor separated by commas or tabs"
                            : "comes from a file whose header names no source and destination");
        }
        return fitting.read(text.chars(), text.start(), text.length(), raw);
    }

    private @Nullable Layout byLooks(Utf8Text text) {
        return text.contains(',') ? csv : null;
    }

    /** The parsed layout, kept for the records of the same file that follow. */
    private @Nullable Layout parsed(String fileLayout) {
        if (!fileLayout.equals(layoutText)) {
            layoutText = fileLayout;
            layout = CsvLayout.ofHeader(fileLayout);
        }
        return layout;
    }
}

package dev.weir.ingest;

import dev.weir.ingest.csv.CsvLayout;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Utf8Text;
import dev.weir.ingest.zeek.ZeekLayout;
import dev.weir.ingest.zeek.ZeekOrder;
import org.jspecify.annotations.Nullable;

/** Reads a delimited line by the layout of its file, or by its looks if there is none. */
final class DelimitedRecords {
    private final Layout csv = CsvLayout.ofNativeOrder();
    private final Layout zeek = new ZeekOrder();

    private @Nullable String layoutText;
    private @Nullable Layout layout;

    /** Fills the record from the line; the rejection if it does not fit. */
    @Nullable
    Rejected read(Utf8Text text, @Nullable String fileLayout, RawRecord raw) {
        if (mayBeHeader(text) && CsvLayout.isHeader(text.toString())) {
            return new Rejected(RejectionReason.FILE_HEADER, "is the header line of a CSV file");
        }
        Layout fitting = fileLayout == null ? byLooks(text) : parsed(fileLayout);
        if (fitting == null) {
            return new Rejected(
                    RejectionReason.UNKNOWN_FORMAT,
                    fileLayout == null
                            ? "is neither JSON nor separated by commas or tabs"
                            : "comes with a file header that names no source and destination");
        }
        return fitting.read(text.chars(), text.start(), text.length(), raw);
    }

    private static boolean mayBeHeader(Utf8Text text) {
        boolean number = text.firstVisible() >= '0' && text.firstVisible() <= '9';
        return !number && (text.contains(Column.DST_IP.title()) || text.contains(Column.RESP_H.title()));
    }

    private @Nullable Layout byLooks(Utf8Text text) {
        // Zeek's service field holds commas, while the native format never holds a tab.
        if (text.contains('\t')) {
            return zeek;
        }
        return text.contains(',') ? csv : null;
    }

    /** The parsed layout, kept for the records of the same file that follow. */
    private @Nullable Layout parsed(String fileLayout) {
        if (!fileLayout.equals(layoutText)) {
            layoutText = fileLayout;
            layout = fileLayout.stripLeading().startsWith("#")
                    ? ZeekLayout.ofHeader(fileLayout)
                    : CsvLayout.ofHeader(fileLayout);
        }
        return layout;
    }
}

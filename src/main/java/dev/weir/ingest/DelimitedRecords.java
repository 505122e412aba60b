package dev.weir.ingest;

import dev.weir.ingest.argus.BinetflowOrder;
import dev.weir.ingest.csv.HeaderLayout;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Utf8Text;
import dev.weir.ingest.vpc.VpcOrder;
import dev.weir.ingest.weir.NativeOrder;
import dev.weir.ingest.zeek.ZeekLayout;
import dev.weir.ingest.zeek.ZeekOrder;
import org.jspecify.annotations.Nullable;

/** Reads a delimited line by the layout of its file, or by its looks if there is none. */
final class DelimitedRecords {
    private final Names names;
    private final Layout csv = new NativeOrder();
    private final Layout zeek = new ZeekOrder();
    private final Layout vpc = new VpcOrder();
    private final Layout argusCsv = new BinetflowOrder(',');
    private final Layout argusTabs = new BinetflowOrder('\t');
    private @Nullable String layoutText;
    private @Nullable Layout layout;

    DelimitedRecords(Names names) {
        this.names = names;
    }

    /** Fills the record from the line; the rejection if it does not fit. */
    @Nullable
    Rejected read(Utf8Text text, @Nullable String fileLayout, RawRecord raw) {
        boolean number = text.firstVisible() >= '0' && text.firstVisible() <= '9';
        if (!number
                && HeaderLayout.mayBe(text.chars(), text.start(), text.length())
                && HeaderLayout.of(text.toString(), names, Formats::isHeader) != null) {
            return new Rejected(RejectionReason.FILE_HEADER, "is the header line of a file of flows");
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

    private @Nullable Layout byLooks(Utf8Text text) {
        // Zeek's service field holds commas, while the native format never holds a tab.
        if (text.contains('\t')) {
            return BinetflowOrder.looksLike(text) ? argusTabs : zeek;
        }
        if (text.contains(',')) {
            return BinetflowOrder.looksLike(text) ? argusCsv : csv;
        }
        return text.contains(' ') ? vpc : null;
    }

    /** The parsed layout, kept for the records of the same file that follow. */
    private @Nullable Layout parsed(String fileLayout) {
        if (!fileLayout.equals(layoutText)) {
            layoutText = fileLayout;
            layout = fileLayout.stripLeading().startsWith("#")
                    ? ZeekLayout.ofHeader(fileLayout, names)
                    : HeaderLayout.of(fileLayout, names, Formats::isHeader);
        }
        return layout;
    }
}

package dev.weir.ingest.cicflowmeter;

import dev.weir.flow.Label;
import dev.weir.flow.Printable;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import java.util.Locale;
import java.util.Optional;

/** CSV of CICFlowMeter and of the data sets made with it. */
public final class CicFlowMeterFormat extends Format {
    private static final int MAX_CATEGORY = 128;
    private static final double MICROSECOND = 1e-6;
    private static final Columns COLUMNS = Columns.PLAIN
            .with(Meaning.TIME, Column.TIMESTAMP)
            .with(Meaning.END)
            .with(Meaning.ID)
            .with(Meaning.DURATION, Column.FLOW_DURATION)
            .with(Meaning.STATE)
            .with(Meaning.SERVICE)
            .with(Meaning.CATEGORY, Column.LABEL);

    public CicFlowMeterFormat() {
        super("cicflowmeter", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "a header with `Flow Duration` and the addresses of both ends";
    }

    @Override
    public String cannotTell() {
        return "the connection state and the service; its times have no zone and are read as UTC";
    }

    @Override
    public boolean claims(RawRecord raw) {
        return raw.seen(Column.FLOW_DURATION)
                && (raw.seen(Column.SRC_IP) || raw.seen(Column.OTHER_SRC_IP))
                && (raw.seen(Column.DST_IP) || raw.seen(Column.OTHER_DST_IP));
    }

    @Override
    public boolean isDayFirst() {
        return true;
    }

    @Override
    public double durationUnitSeconds(RawRecord raw) {
        return MICROSECOND;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (raw.has(Column.LABEL) && draft.label.verdict().isEmpty()) {
            draft.label = label(raw.text(Column.LABEL));
        }
    }

    /** What is neither benign nor unlabelled is named after an attack; one that was only attempted did no harm, or some. */
    private static Label label(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String category = Printable.escape(word, MAX_CATEGORY);
        boolean known = !lower.endsWith("attempted")
                && !lower.equals("needmanuallabel")
                && !lower.equals("no label")
                && !lower.equals("unknown");
        return new Label(known ? Optional.of(verdict(lower)) : Optional.empty(), category);
    }

    private static Verdict verdict(String lower) {
        return lower.equals("normal") ? Verdict.BENIGN : Verdict.MALICIOUS;
    }
}

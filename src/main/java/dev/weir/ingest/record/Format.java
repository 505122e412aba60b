package dev.weir.ingest.record;

import org.jspecify.annotations.Nullable;

/** One format that flows come in: how its records are known, and what their fields mean. Immutable. */
public abstract class Format {
    private final String name;
    private final Columns columns;

    protected Format(String name, Columns columns) {
        this.name = name;
        this.columns = columns;
    }

    /** The name to tell a reader. */
    public final String name() {
        return name;
    }

    /** By what a record of the format is known, for the reader of a table. */
    public abstract String foundBy();

    /** What records of the format do not say, for the reader of a table. */
    public abstract String cannotTell();

    /** Whether the record, whose fields are named, is a flow in this format. */
    public abstract boolean claims(RawRecord raw);

    /** Why a record of this family, which it does not {@linkplain #claims claim}, is no flow; null if it is not of the family. */
    public @Nullable String refusal(RawRecord raw) {
        return null;
    }

    /** Whether a record without a time is a flow of the time at which it arrived. */
    public boolean takesArrivalTime() {
        return false;
    }

    /** Whether a time with slashes and the year at its end has the day before the month. */
    public boolean isDayFirst() {
        return false;
    }

    /** Seconds in one unit of the duration. */
    public double durationUnitSeconds(RawRecord raw) {
        return 1;
    }

    /** Sees to what a column alone does not say. */
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {}

    /** Whether records of the format can say it. */
    public boolean tells(Meaning meaning) {
        return columns.tells(meaning);
    }

    /** Whether the record has a field of the meaning, with a value or without. */
    public final boolean names(Meaning meaning, RawRecord raw) {
        return raw.seen(columns.pick(meaning, raw));
    }

    /** Which columns say what. */
    public final Columns columns() {
        return columns;
    }
}

package dev.weir.ingest.zeek;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zeek's tab-separated conn log, by the {@code #} lines at the head of the file. */
public final class ZeekLayout implements Layout {
    private static final String FIELDS = "#fields";
    private static final String CONN = "conn";

    private final char separator;
    private final Column[] columns;
    private final boolean labelsInLastField;
    private final String unset;
    private final String empty;
    private final String path;
    private final Fields fields = new Fields();

    private ZeekLayout(List<String> lines, String fieldsLine, Names known) {
        // The character after #fields is the separator, whatever #separator spells it as.
        separator = fieldsLine.charAt(FIELDS.length());
        String names = fieldsLine.substring(FIELDS.length() + 1);
        labelsInLastField = separator != ' ' && names.contains(Fields.LABEL_GAP);
        columns = columns(names, known);
        unset = directive(lines, "#unset_field");
        empty = directive(lines, "#empty_field");
        path = directive(lines, "#path");
    }

    /** The layout of a log with these header lines; null if there is no {@code #fields} line among them. */
    public static @Nullable ZeekLayout ofHeader(String header, Names known) {
        List<String> lines = header.lines().map(String::stripLeading).toList();
        for (String line : lines) {
            if (line.startsWith(FIELDS) && line.length() > FIELDS.length() + 1) {
                return new ZeekLayout(lines, line, known);
            }
        }
        return null;
    }

    private Column[] columns(String names, Names known) {
        char[] chars = names.toCharArray();
        fields.split(chars, 0, chars.length, separator);
        if (labelsInLastField) {
            fields.splitLastAtGaps();
        }
        Column[] result = new Column[fields.count()];
        for (int i = 0; i < result.length; i++) {
            result[i] = known.ofHeader(fields.text(i));
        }
        return result;
    }

    private String directive(List<String> lines, String name) {
        String start = name + separator;
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        if (!path.isEmpty() && !path.equals(CONN) && !Arrays.asList(columns).contains(Column.CONN_STATE)) {
            return new Rejected(RejectionReason.NOT_A_FLOW, ZeekFormat.otherLog(path));
        }
        fields.split(chars, start, length, separator);
        if (labelsInLastField) {
            fields.splitLastAtGaps();
        }
        if (!fields.fit(columns.length)) {
            return Layout.wrongCount(fields.count(), columns.length + " as in the header");
        }
        for (int i = 0; i < columns.length; i++) {
            if (fields.is(i, unset) || fields.is(i, empty)) {
                raw.putAbsent(columns[i]);
            } else {
                raw.put(columns[i], fields, i);
            }
        }
        return null;
    }
}

package dev.weir.ingest;

import dev.weir.ingest.csv.HeaderLayout;
import dev.weir.ingest.record.Names;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the header lines of a flow file, and knows which layout they give the records that follow. */
final class FileHeader {
    private final Names names = Names.all();
    private final StringBuilder zeekLines = new StringBuilder();
    private @Nullable String layout;

    /** Takes a line; false if it is a record, so that the caller keeps it. */
    boolean take(byte[] line) {
        int first = firstVisible(line);
        if (first == line.length) {
            return true;
        }
        if (line[first] == '#') {
            takeZeek(new String(line, first, line.length - first, StandardCharsets.UTF_8));
            return true;
        }
        if (line[first] == '{' || (line[first] >= '0' && line[first] <= '9')) {
            return false;
        }
        String text = withoutByteOrderMark(new String(line, StandardCharsets.UTF_8));
        if (text.length() > FlowReader.MAX_VALUE_BYTES
                || !HeaderLayout.mayBe(text.toCharArray(), 0, text.length())
                || HeaderLayout.of(text, names, Formats::isHeader) == null) {
            return false;
        }
        layout = text;
        return true;
    }

    /** A log may be several put together: each begins with its own {@code #separator}, and each {@code #fields} counts. */
    private void takeZeek(String line) {
        if (line.startsWith("#separator")) {
            zeekLines.setLength(0);
        }
        if (line.startsWith("#fields")) {
            layout = zeekLines.length() + line.length() <= FlowReader.MAX_VALUE_BYTES ? zeekLines + line : null;
        } else if (isDirective(line) && zeekLines.length() + line.length() < FlowReader.MAX_VALUE_BYTES) {
            zeekLines.append(line).append('\n');
        }
    }

    private static boolean isDirective(String line) {
        return line.startsWith("#path") || line.startsWith("#unset_field") || line.startsWith("#empty_field");
    }

    private static int firstVisible(byte[] line) {
        int first = 0;
        while (first < line.length && (line[first] == ' ' || line[first] == '\t')) {
            first++;
        }
        return first;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The header that holds for the next record; null if there was none. */
    @Nullable
    String layout() {
        return layout;
    }
}

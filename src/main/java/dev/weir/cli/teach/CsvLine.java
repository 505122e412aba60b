package dev.weir.cli.teach;

import java.util.ArrayList;
import java.util.List;

/** One line of CSV as RFC 4180 has it: fields between commas, quoted where they hold one, a quote inside doubled. */
final class CsvLine {
    private static final char QUOTE = '"';

    private final String line;
    private int at;

    private CsvLine(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException if a quoted field does not end, or goes on after its end */
    static List<String> split(String line) {
        CsvLine rest = new CsvLine(line);
        List<String> fields = new ArrayList<>();
        fields.add(rest.field());
        while (rest.at < line.length()) {
            rest.at++;
            fields.add(rest.field());
        }
        return fields;
    }

    private String field() {
        if (at < line.length() && line.charAt(at) == QUOTE) {
            return quoted();
        }
        int comma = line.indexOf(',', at);
        int start = at;
        at = comma < 0 ? line.length() : comma;
        return line.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c != QUOTE) {
                field.append(c);
            } else if (at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
                field.append(QUOTE);
                at++;
            } else {
                at++;
                requireEnd();
                return field.toString();
            }
        }
        throw new IllegalArgumentException("a quoted field does not end on its line");
    }

    private void requireEnd() {
        if (at < line.length() && line.charAt(at) != ',') {
            throw new IllegalArgumentException("a quoted field goes on after its closing quote");
        }
    }
}

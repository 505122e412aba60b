package dev.weir.cli.command;

import dev.weir.flow.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as they must be. Columns of numbers stand right; hostile text is made harmless. */
public final class Table {
    private static final int MAX_CELL_LENGTH = 300;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int numbersFrom;

    /** @param numbersFrom the first column that holds numbers, as all after it do */
    public Table(int numbersFrom) {
        this.numbersFrom = numbersFrom;
    }

    public Table row(String... cells) {
        rows.add(List.of(cells).stream()
                .map(cell -> Printable.escape(cell, MAX_CELL_LENGTH))
                .toList());
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i >= numbersFrom ? space + row.get(i) : row.get(i) + space)
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }
}

package dev.weir.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of alerts.
 *
 * @param rows in order
 * @param next where to go on; null if there are no more
 */
public record AlertPage(List<AlertRow> rows, @Nullable String next) {
    public AlertPage {
        rows = List.copyOf(rows);
    }
}

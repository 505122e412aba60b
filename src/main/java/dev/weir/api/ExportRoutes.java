package dev.weir.api;

import dev.weir.desk.AlertPage;
import dev.weir.desk.AlertQuery;
import dev.weir.desk.AlertRow;
import dev.weir.desk.Desk;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of alerts as files to keep, with the filter in force: at most {@value #MOST_ALERTS} alerts. */
final class ExportRoutes {
    static final int MOST_ALERTS = 10_000;
    /** What a spreadsheet takes for the start of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private static final String HEAD =
            "alert_id,raised_at,state,kind,category,threat,score,src_ip,dst_ip,service,flows,"
                    + "destinations,first_seen,last_seen,model_version,assignee";

    private final DeskRoutes desk;

    ExportRoutes(DeskRoutes desk) {
        this.desk = desk;
    }

    void alerts(Context context) {
        String format = RequestBody.required("format", context.queryParam("format"));
        if (!format.equals("csv") && !format.equals("json")) {
            throw new BadRequestResponse("format must be csv or json");
        }
        List<AlertRow> rows = rows(desk.desk(), AlertFilter.of(context));
        context.header("Content-Disposition", "attachment; filename=\"alerts." + format + "\"");
        if (format.equals("json")) {
            ApiRoutes.answer(
                    context, rows.stream().map(row -> AlertItem.of(row, null)).toList());
        } else {
            context.contentType("text/csv; charset=utf-8").result(csv(rows).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<AlertRow> rows(Desk open, AlertQuery filter) {
        List<AlertRow> rows = new ArrayList<>();
        @Nullable String next = filter.cursor();
        do {
            AlertPage page = open.alerts(filter.ofPage(AlertQuery.MOST, next));
            rows.addAll(page.rows());
            next = page.next();
        } while (next != null && rows.size() < MOST_ALERTS);
        return rows.size() > MOST_ALERTS ? rows.subList(0, MOST_ALERTS) : rows;
    }

    private static String csv(List<AlertRow> rows) {
        return Stream.concat(Stream.of(HEAD), rows.stream().map(ExportRoutes::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String line(AlertRow row) {
        return Stream.of(
                        row.id(),
                        time(row.raisedAtMillis()),
                        row.state().word(),
                        row.kind(),
                        row.category(),
                        row.threat(),
                        row.score(),
                        row.source(),
                        row.destination(),
                        row.service(),
                        row.flows(),
                        row.destinations(),
                        time(row.firstSeenMillis()),
                        time(row.lastSeenMillis()),
                        row.modelVersion(),
                        row.assignee())
                .map(ExportRoutes::cell)
                .collect(Collectors.joining(","));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** Quoted, so that whoever wrote the field cannot end it; and a formula is made a text. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean isFormula = value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}

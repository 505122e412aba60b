package dev.weir.api;

import dev.weir.desk.AlertQuery;
import dev.weir.desk.AlertState;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the filter of a list of alerts off a request. */
final class AlertFilter {
    private static final Set<String> KNOWN = Set.of(
            "state",
            "kind",
            "category",
            "host",
            "assignee",
            "min_score",
            "from",
            "to",
            "q",
            "order",
            "limit",
            "cursor",
            "format");
    private static final int USUAL_LIMIT = 50;
    private static final int MOST_TEXT = 300;

    private AlertFilter() {}

    /** @throws BadRequestResponse if a parameter is unknown or its value cannot be */
    static AlertQuery of(Context context) {
        for (String name : context.queryParamMap().keySet()) {
            if (!KNOWN.contains(name)) {
                throw new BadRequestResponse("unknown parameter: known are "
                        + KNOWN.stream().sorted().toList());
            }
        }
        String order = context.queryParam("order");
        try {
            return new AlertQuery(
                    state(context.queryParam("state")),
                    text(context, "kind"),
                    text(context, "category"),
                    text(context, "host"),
                    text(context, "assignee"),
                    score(context),
                    time(context, "from"),
                    time(context, "to"),
                    text(context, "q"),
                    order == null
                            ? AlertQuery.Order.NEWEST
                            : AlertQuery.Order.ofWord(order)
                                    .orElseThrow(() -> new IllegalArgumentException("order must be newest or score")),
                    limit(context, AlertQuery.MOST),
                    text(context, "cursor"));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    static int limit(Context context, int most) {
        Long limit = number(context, "limit");
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (limit < 1 || limit > most) {
            throw new BadRequestResponse("limit must be 1 to " + most);
        }
        return limit.intValue();
    }

    static @Nullable Long number(Context context, String name) {
        String text = context.queryParam(name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new BadRequestResponse(name + " must be a whole number");
        }
    }

    private static @Nullable String text(Context context, String name) {
        String text = context.queryParam(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MOST_TEXT) {
            throw new BadRequestResponse(name + " may have at most " + MOST_TEXT + " characters");
        }
        return text;
    }

    private static @Nullable Double score(Context context) {
        String text = context.queryParam("min_score");
        if (text == null) {
            return null;
        }
        try {
            double score = Double.parseDouble(text);
            if (score >= 0 && score <= 1) {
                return score;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequestResponse("min_score must be 0 to 1");
    }

    private static @Nullable Long time(Context context, String name) {
        String text = context.queryParam(name);
        try {
            return text == null ? null : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadRequestResponse(name + " must be an ISO-8601 time such as 2026-03-01T10:00:00Z");
        }
    }

    static @Nullable AlertState state(@Nullable String word) {
        return word == null
                ? null
                : AlertState.ofWord(word)
                        .orElseThrow(() -> new BadRequestResponse("state must be open, malicious, benign or allowed"));
    }
}

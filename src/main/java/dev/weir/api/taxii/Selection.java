package dev.weir.api.taxii;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a client asks for, and how many.
 *
 * @param addedAfter only those that came later; null for all
 * @param ids only these; empty for all
 * @param types only these; empty for all
 * @param specVersions only these; empty for all
 * @param limit at most so many
 * @param next where the page before ended; null for the first
 */
record Selection(
        @Nullable Instant addedAfter,
        Set<String> ids,
        Set<String> types,
        Set<String> specVersions,
        int limit,
        @Nullable String next) {
    private static final int MOST = 1_000;

    /** @throws BadRequestResponse if a parameter is not as TAXII says */
    static Selection of(Context context) {
        String after = context.queryParam("added_after");
        String limit = context.queryParam("limit");
        try {
            int most = limit == null ? MOST : Math.min(MOST, Integer.parseInt(limit));
            if (most < 1) {
                throw new BadRequestResponse("limit must be 1 or more");
            }
            return new Selection(
                    after == null ? null : Instant.parse(after),
                    words(context, "match[id]"),
                    words(context, "match[type]"),
                    words(context, "match[spec_version]"),
                    most,
                    context.queryParam("next"));
        } catch (NumberFormatException | DateTimeException e) {
            throw new BadRequestResponse("limit must be a number, and added_after a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Set<String> words(Context context, String name) {
        String text = context.queryParam(name);
        return text == null ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",", -1)));
    }

    boolean has(JsonNode object, Instant added) {
        return (addedAfter == null || added.isAfter(addedAfter))
                && matches(ids, object, "id")
                && matches(types, object, "type")
                && matches(specVersions, object, "spec_version");
    }

    private static boolean matches(Set<String> wanted, JsonNode object, String field) {
        return wanted.isEmpty() || wanted.contains(object.path(field).asText());
    }
}

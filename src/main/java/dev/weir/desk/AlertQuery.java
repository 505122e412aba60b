package dev.weir.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts to list, and in which order. What is null does not narrow the list.
 *
 * @param state what analysts have made of them
 * @param kind what their flows have in common, as alerts name it
 * @param category kind of threat
 * @param host source or destination
 * @param assignee who looks after them
 * @param leastScore highest score so far at or above this
 * @param fromMillis raised then or later
 * @param toMillis raised before
 * @param text words that must occur in hosts, services, ids, kinds or comments; with a star, what begins so. Such a list is of the newest first
 * @param order by time or score
 * @param limit 1 to {@value #MOST}
 * @param cursor of the page before
 */
public record AlertQuery(
        @Nullable AlertState state,
        @Nullable String kind,
        @Nullable String category,
        @Nullable String host,
        @Nullable String assignee,
        @Nullable Double leastScore,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        @Nullable String text,
        Order order,
        int limit,
        @Nullable String cursor) {
    /** The most alerts on a page. */
    public static final int MOST = 200;

    /** In which order alerts are listed. */
    public enum Order {
        /** The latest raised first. */
        NEWEST,
        /** The highest score first; of equal ones the latest. */
        SCORE;

        /** The order of a word, {@code newest} or {@code score}. */
        public static Optional<Order> ofWord(String word) {
            return switch (word) {
                case "newest" -> Optional.of(NEWEST);
                case "score" -> Optional.of(SCORE);
                default -> Optional.empty();
            };
        }
    }

    /** @throws IllegalArgumentException if the limit is out of range, the cursor is none, or words are to be in another order */
    public AlertQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", got " + limit);
        }
        if (text != null && order == Order.SCORE) {
            throw new IllegalArgumentException("a search by words lists the newest first: leave the order out");
        }
        if (text != null) {
            Words.query(text);
        }
        if (cursor != null) {
            Cursor.of(cursor);
        }
    }

    /** All alerts, the newest first. */
    public static AlertQuery all(int limit) {
        return new AlertQuery(null, null, null, null, null, null, null, null, null, Order.NEWEST, limit, null);
    }

    /** A page of the same list, of so many and after the end of another. */
    public AlertQuery ofPage(int most, @Nullable String from) {
        return new AlertQuery(
                state, kind, category, host, assignee, leastScore, fromMillis, toMillis, text, order, most, from);
    }

    /** The same list after the end of a page. */
    public AlertQuery after(@Nullable String next) {
        return ofPage(limit, next);
    }
}

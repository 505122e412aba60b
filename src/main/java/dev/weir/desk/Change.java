package dev.weir.desk;

/**
 * Something new on the desk.
 *
 * @param id grows from one to the next, and never comes again on the same {@link Desk#generation()}
 * @param kind {@code alert}, {@code verdict}, {@code model}, {@code dead-letter} or {@code audit}
 * @param json what is new, as one JSON object
 */
public record Change(long id, String kind, String json) {
    /**
     * Which changes are remembered.
     *
     * @param first number of the first; 0 if there are none
     * @param last number of the last; 0 if there are none
     */
    public record Span(long first, long last) {}
}

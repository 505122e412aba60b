package dev.weir.desk;

/**
 * Something new on the desk.
 *
 * @param id grows from one to the next, and never comes again on the same {@link Desk#generation()}
 * @param kind {@code alert}, {@code verdict}, {@code model}, {@code dead-letter} or {@code audit}
 * @param json what is new, as one JSON object
 */
public record Change(long id, String kind, String json) {}

package dev.weir.encoding;

/**
 * Two columns whose values mean more together, by name.
 *
 * @param first a column of the schema
 * @param second another
 */
public record Cross(String first, String second) {}

package dev.weir.desk;

/**
 * Which changes are remembered.
 *
 * @param first number of the first; 0 if there are none
 * @param last number of the last; 0 if there are none
 */
public record ChangeSpan(long first, long last) {}

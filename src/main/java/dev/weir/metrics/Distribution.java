package dev.weir.metrics;

import java.util.List;

/**
 * How often values fell where, since the process started.
 *
 * @param upperBounds of all buckets but the last, ascending; a value at a bound is below it
 * @param counts one more than bounds; not added up
 * @param sum of all values
 */
public record Distribution(List<Double> upperBounds, List<Long> counts, double sum) {
    /** @throws IllegalArgumentException if bounds and counts do not fit */
    public Distribution {
        upperBounds = List.copyOf(upperBounds);
        counts = List.copyOf(counts);
        if (counts.size() != upperBounds.size() + 1) {
            throw new IllegalArgumentException(
                    upperBounds.size() + " bounds need one more counts, got " + counts.size());
        }
    }

    /** How many values there were. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

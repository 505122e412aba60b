package dev.weir.detector.responses;

import dev.weir.response.ResponseGroup;
import dev.weir.response.ResponseStep;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which responses are asked for.
 *
 * @param groups those of these groups
 * @param host only those about this host; null for any
 * @param most so many at most, those that began last; 1 to {@value #MOST}
 */
public record ResponseQuery(
        Set<ResponseGroup> groups, @Nullable String host, int most) {
    public static final int MOST = 10_000;

    /** @throws IllegalArgumentException if a number is out of range */
    public ResponseQuery {
        groups = Set.copyOf(groups);
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most must be 1 to " + MOST + ", got " + most);
        }
    }

    /** All, as far as one answer can hold them. */
    public static ResponseQuery all() {
        return new ResponseQuery(EnumSet.allOf(ResponseGroup.class), null, MOST);
    }

    /** Those of some responses that are asked for, in the same order. */
    List<ResponseStep> among(List<ResponseStep> steps) {
        List<ResponseStep> found = steps.stream()
                .filter(step -> groups.contains(ResponseGroup.of(step)))
                .filter(step ->
                        host == null || host.equals(step.plan().target().host().text()))
                .toList();
        return found.subList(Math.max(0, found.size() - most), found.size());
    }
}

package dev.weir.fold;

import java.util.Map;
import java.util.TreeMap;

/**
 * Lessons that were found in the log.
 *
 * @param selection the same lessons, within the first and the last of them
 * @param count how many
 * @param ofAnalysts of these, how many are whose
 */
public record TaughtLessons(Selection selection, long count, Map<String, Long> ofAnalysts) {
    /** Looks for the lessons of a selection that count in a world. If there are none, the selection stays as it is. */
    public static TaughtLessons find(EventLog log, Selection wanted, World world) {
        long[] ends = {-1, -1};
        Map<String, Long> analysts = new TreeMap<>();
        log.read(wanted.from(), wanted.to(), (offset, at, key, value) -> {
            try {
                if (FoldingModel.decode(key, value) instanceof ModelEvent.Learn learn
                        && wanted.has(offset, at, learn.lesson())
                        && !world.lacks(offset, at, learn.lesson())) {
                    ends[0] = ends[0] < 0 ? offset : ends[0];
                    ends[1] = offset;
                    analysts.merge(learn.lesson().analyst(), 1L, Long::sum);
                }
            } catch (RefusedEventException e) {
                return;
            }
        });
        long count = analysts.values().stream().mapToLong(Long::longValue).sum();
        return new TaughtLessons(count == 0 ? wanted : wanted.within(ends[0], ends[1] + 1), count, analysts);
    }
}

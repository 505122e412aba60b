package dev.weir.detector.lessons;

import dev.weir.fold.EventLog;
import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Selection;
import dev.weir.fold.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lessons that were found in the log.
 *
 * @param selection the same lessons, within the first and the last of them
 * @param count how many
 * @param ofAnalysts of these, how many are whose
 */
record TaughtLessons(Selection selection, long count, Map<String, Long> ofAnalysts) {
    /** Looks for the lessons of a selection that count in a world. If there are none, the selection stays as it is. */
    static TaughtLessons find(EventLog log, Selection wanted, World world) {
        long[] ends = {-1, -1};
        Map<String, Long> analysts = new TreeMap<>();
        each(log, wanted, world, (offset, lesson) -> {
            ends[0] = ends[0] < 0 ? offset : ends[0];
            ends[1] = offset;
            analysts.merge(lesson.analyst(), 1L, Long::sum);
        });
        long count = analysts.values().stream().mapToLong(Long::longValue).sum();
        return new TaughtLessons(count == 0 ? wanted : wanted.within(ends[0], ends[1] + 1), count, analysts);
    }

    /** Hands over the lessons below a version that count in a world. */
    static void each(EventLog log, long version, World world, Consumer<Lesson> taker) {
        if (version > 0) {
            Selection all = new Selection(0, version, null, null, null, null);
            each(log, all, world, (offset, lesson) -> taker.accept(lesson));
        }
    }

    private interface Taker {
        void take(long offset, Lesson lesson);
    }

    private static void each(EventLog log, Selection wanted, World world, Taker taker) {
        log.read(wanted.from(), wanted.to(), (offset, at, key, value) -> {
            Lesson lesson = lesson(key, value);
            if (lesson != null && wanted.has(offset, at, lesson) && !world.lacks(offset, at, lesson)) {
                taker.take(offset, lesson);
            }
        });
    }

    private static @Nullable Lesson lesson(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || value == null || !ModelEventCodec.LESSON.equals(new String(key, StandardCharsets.UTF_8))) {
            return null;
        }
        try {
            return ModelEventCodec.decode(value) instanceof ModelEvent.Learn learn ? learn.lesson() : null;
        } catch (MalformedEventException e) {
            // The fold has set it aside, and said so.
            return null;
        }
    }
}

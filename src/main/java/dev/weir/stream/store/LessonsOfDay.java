package dev.weir.stream.store;

import dev.weir.feedback.FeedbackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lessons of each analyst and day (UTC) that one task has sent, and those of all feedback that nobody signed, and says when
 * there are enough.
 *
 * <p>An analyst's lessons are spread over the tasks by flow id, and no task knows of the others. Each allows its share of the
 * cap and three standard deviations more, so that chance takes no lesson from who stays below the cap. Names cost nothing to
 * whoever writes feedback himself: beyond {@value #MOST_ANALYSTS} in a day, all others have one share together. The day is that
 * of the record, so a replay decides alike.
 */
public final class LessonsOfDay {
    public static final String STORE = "lessons-of-day";

    static final int MOST_ANALYSTS = 1_000;

    /** The key of how many analysts a day has, and of those beyond the bound; no name has control characters. */
    private static final String ANALYSTS = "\n";

    private static final String OTHERS = "\nothers";
    /** So that keys are in the order of their days. */
    private static final int DAY_DIGITS = 12;

    private static final String UNSIGNED = "\nunsigned";

    private final KeyValueStore<String, Long> store;
    private final long most;
    private final long mostUnsigned;

    /**
     * @param settings the most lessons of a day, all tasks together
     * @param tasks how many there are
     */
    public LessonsOfDay(KeyValueStore<String, Long> store, FeedbackSettings settings, int tasks) {
        this.store = store;
        this.most = share(settings.lessonsPerAnalystAndDay(), tasks);
        this.mostUnsigned = share(settings.unsignedLessonsPerDay(), tasks);
    }

    static long share(long cap, int tasks) {
        double mean = (double) cap / tasks;
        return Math.min(cap, (long) Math.ceil(mean + 3 * Math.sqrt(mean * (tasks - 1) / tasks)));
    }

    /** How many lessons of an analyst and day this task sends at most. */
    public long most() {
        return most;
    }

    /** How many lessons of a day this task sends at most whose feedback is not signed. */
    public long mostUnsigned() {
        return mostUnsigned;
    }

    /**
     * Counts one lesson more, if there may be one more.
     *
     * @param atMillis when the verdict came
     * @return whether there may
     */
    public boolean take(String analyst, long atMillis) {
        long day = day(atMillis);
        String key = key(day, analyst);
        Long taken = store.get(key);
        if (taken == null) {
            key = admit(day, analyst);
            taken = store.get(key);
        }
        return add(key, taken, most);
    }

    /** Counts one lesson more whose feedback is not signed, if there may be one more; it counts for its analyst as well. */
    public boolean takeUnsigned(long atMillis) {
        String key = key(day(atMillis), UNSIGNED);
        return add(key, store.get(key), mostUnsigned);
    }

    private boolean add(String key, @Nullable Long taken, long bound) {
        long lessons = taken == null ? 0 : taken;
        if (lessons >= bound) {
            return false;
        }
        store.put(key, lessons + 1);
        return true;
    }

    private static long day(long atMillis) {
        return Math.floorDiv(Math.max(0, atMillis), TimeUnit.DAYS.toMillis(1));
    }

    /** The key under which an analyst counts who is new on this day. */
    private String admit(long day, String analyst) {
        Long known = store.get(key(day, ANALYSTS));
        if (known == null) {
            forgetBefore(day - 1);
        } else if (known >= MOST_ANALYSTS) {
            return key(day, OTHERS);
        }
        store.put(key(day, ANALYSTS), known == null ? 1 : known + 1);
        return key(day, analyst);
    }

    /** Yesterday stays, since verdicts of before midnight may come after others of today. */
    private void forgetBefore(long day) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, Long> counts = store.range(null, key(day, ""))) {
            counts.forEachRemaining(count -> old.add(count.key));
        }
        old.forEach(store::delete);
    }

    private static String key(long day, String analyst) {
        String digits = Long.toString(day);
        return "0".repeat(DAY_DIGITS - digits.length()) + digits + ' ' + analyst;
    }
}

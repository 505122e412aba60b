package dev.weir.fold.trust;

import java.util.concurrent.TimeUnit;

/**
 * What is known of one teacher. Immutable.
 *
 * @param agreed verdicts that the model bore out when it was sure, 0 or more; older ones count less
 * @param disagreed the others, 0 or more
 * @param day the day (UTC) of the last lesson, in days since 1970
 * @param lessonsOfDay lessons given on that day
 */
record TeacherRecord(double agreed, double disagreed, long day, long lessonsOfDay) {
    static final TeacherRecord NONE = new TeacherRecord(0, 0, 0, 0);

    /** What is left of a verdict after the next: about the last hundred count. */
    private static final double KEPT = 0.99;

    /** @throws IllegalArgumentException if a number is negative or none */
    TeacherRecord {
        if (!(agreed >= 0 && disagreed >= 0 && agreed + disagreed < 1 / (1 - KEPT) + 1) || lessonsOfDay < 0) {
            throw new IllegalArgumentException("a teacher's record must have numbers from 0, got " + agreed + ", "
                    + disagreed + " and " + lessonsOfDay);
        }
    }

    double judged() {
        return agreed + disagreed;
    }

    TeacherRecord withVerdict(boolean isBorneOut) {
        return new TeacherRecord(
                KEPT * agreed + (isBorneOut ? 1 : 0), KEPT * disagreed + (isBorneOut ? 0 : 1), day, lessonsOfDay);
    }

    /** After the word of another teacher bore out a verdict that the model did not. */
    TeacherRecord withRedress() {
        double redressed = Math.min(1, disagreed);
        return new TeacherRecord(agreed + redressed, disagreed - redressed, day, lessonsOfDay);
    }

    TeacherRecord withLesson(long atMillis) {
        long today = dayOf(atMillis);
        return new TeacherRecord(agreed, disagreed, today, today == day ? lessonsOfDay + 1 : 1);
    }

    /** Lessons given on the day of a time before it. */
    long lessonsOn(long atMillis) {
        return dayOf(atMillis) == day ? lessonsOfDay : 0;
    }

    boolean wasHeardWithin(long days, long atMillis) {
        return Math.abs(dayOf(atMillis) - day) <= days;
    }

    private static long dayOf(long atMillis) {
        return Math.floorDiv(atMillis, TimeUnit.DAYS.toMillis(1));
    }
}

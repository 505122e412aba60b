package dev.weir.simulation.office;

import java.time.Duration;

/** How busy an office is at a moment, from 0 (nobody) to 1 (the busiest hour of a working day), in UTC. */
public final class DayRhythm {
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_HOUR = Duration.ofHours(1).toSeconds() * MICROS_PER_SECOND;
    static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
    private static final double WEEKEND = 0.12;
    private static final double[] BY_HOUR = {
        .04, .03, .03, .03, .03, .04, .08, .30, .75, .95, 1.0, .95, .65, .80, .95, .90, .80, .55, .30, .15, .12, .10,
        .07, .05
    };

    private DayRhythm() {}

    static double activity(long micros) {
        int hour = hour(micros);
        double within = (micros % MICROS_PER_HOUR) / (double) MICROS_PER_HOUR;
        double level = BY_HOUR[hour] * (1 - within) + BY_HOUR[(hour + 1) % 24] * within;
        return weekend(micros) ? level * WEEKEND : level;
    }

    public static int hour(long micros) {
        return (int) (micros % MICROS_PER_DAY / MICROS_PER_HOUR);
    }

    static boolean weekend(long micros) {
        // The first of January 1970 was a Thursday, so days 2 and 3 of each week since then are Saturday and Sunday.
        long day = micros / MICROS_PER_DAY % 7;
        return day == 2 || day == 3;
    }

    /** When the next of the events comes that people cause, with the given mean gap in the busiest hour. */
    public static long next(long nowMicros, double meanGapSeconds, Dice dice) {
        long micros = nowMicros;
        do {
            micros += dice.waitMicros(meanGapSeconds);
        } while (!dice.chance(activity(micros)));
        return micros;
    }
}

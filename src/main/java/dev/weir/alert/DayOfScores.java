package dev.weir.alert;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many alerts each threshold would bring in 24 hours, and how many there were in the last, the running hour included. How
 * much traffic there is, is taken from the whole day, since traffic has a rhythm: a shorter memory would take the morning for a
 * flood. How it scores is taken from the last hours above all, since each lesson may move all scores. Moves on by whole hours.
 */
final class DayOfScores {
    static final long HOUR_MICROS = 3_600_000_000L;
    private static final int HOURS = 24;
    /** An hour counts so much less than the one after it, where the scores are asked for. */
    private static final double FADING = 0.8;

    private static final int ENTRY_BYTES = Short.BYTES + Integer.BYTES;

    private final int[] counts = new int[HOURS * ScoreBins.COUNT];
    private final double[] faded = new double[ScoreBins.COUNT];
    private final int[] raised = new int[HOURS];
    private long hour;
    private long ofDay;
    private double fadedOfDay;
    private int raisedOfDay;

    /** Moves on, and forgets what is a day old. */
    void moveTo(long micros) {
        long target = micros / HOUR_MICROS;
        hour = Math.max(hour, target - HOURS);
        if (hour == target) {
            return;
        }
        while (hour < target) {
            int slot = slot(++hour);
            Arrays.fill(counts, slot * ScoreBins.COUNT, (slot + 1) * ScoreBins.COUNT, 0);
            raised[slot] = 0;
        }
        sum();
    }

    private void sum() {
        Arrays.fill(faded, 0);
        ofDay = 0;
        raisedOfDay = 0;
        double weight = 1;
        for (long past = hour; past > hour - HOURS && past >= 0; past--) {
            int slot = slot(past);
            raisedOfDay += raised[slot];
            for (int bin = 0; bin < ScoreBins.COUNT; bin++) {
                int count = counts[slot * ScoreBins.COUNT + bin];
                ofDay += count;
                faded[bin] += weight * count;
            }
            weight *= FADING;
        }
        fadedOfDay = Arrays.stream(faded).sum();
    }

    long hour() {
        return hour;
    }

    /** Counts one more in a bin, now. */
    void add(int bin) {
        counts[slot(hour) * ScoreBins.COUNT + bin]++;
        change(bin, 1, 1);
    }

    /** Takes back what was counted in an hour, if that is not forgotten yet. */
    void takeBack(int bin, long countedAtHour) {
        int at = slot(countedAtHour) * ScoreBins.COUNT + bin;
        if (hour - countedAtHour < HOURS && counts[at] > 0) {
            counts[at]--;
            change(bin, -1, Math.pow(FADING, (double) (hour - countedAtHour)));
        }
    }

    private void change(int bin, int count, double weight) {
        ofDay += count;
        faded[bin] += count * weight;
        fadedOfDay += count * weight;
    }

    void addRaised() {
        raised[slot(hour)]++;
        raisedOfDay++;
    }

    /** How many stories of a day would have their highest score in a bin. */
    double count(int bin) {
        return fadedOfDay <= 0 ? 0 : Math.max(0, faded[bin]) * ofDay / fadedOfDay;
    }

    int raised() {
        return raisedOfDay;
    }

    /** How much time the counts cover, if the first flow came at 0. */
    long coveredMicros(long micros) {
        return Math.min(micros, (HOURS - 1) * HOUR_MICROS + micros % HOUR_MICROS);
    }

    int savedBytes() {
        int entries = 0;
        for (int count : counts) {
            entries += count == 0 ? 0 : 1;
        }
        return Long.BYTES + HOURS * Integer.BYTES + entries * ENTRY_BYTES;
    }

    /** Appends {@link #savedBytes} bytes: only what was counted, since most bins of most hours are empty. */
    void save(ByteBuffer to) {
        to.putLong(hour);
        for (int count : raised) {
            to.putInt(count);
        }
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] != 0) {
                to.putShort((short) at).putInt(counts[at]);
            }
        }
    }

    /** Takes over what {@link #save} wrote, up to the end of the buffer. */
    void load(ByteBuffer from) {
        hour = from.getLong();
        for (int slot = 0; slot < HOURS; slot++) {
            raised[slot] = from.getInt();
        }
        Arrays.fill(counts, 0);
        while (from.remaining() >= ENTRY_BYTES) {
            int at = from.getShort();
            if (at < 0 || at >= counts.length) {
                throw new IllegalArgumentException(
                        "saved scores name bin " + at + ", which is none; start without them");
            }
            counts[at] = from.getInt();
        }
        sum();
    }

    private static int slot(long hour) {
        return (int) (hour % HOURS);
    }
}

package dev.weir.alert;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The threshold that brings a given number of alerts in a day: the one that would bring it by what was seen in the last 24 hours of
 * stream time, moved down while fewer alerts were raised than were due, and up while more were. Never more than a fifth over
 * the budget in 24 hours, whatever comes: a budget that a bad day may break is none.
 *
 * <p>Scores that are alike cannot be told apart by a threshold. Of those on it, as many as fit are let through, evenly.
 */
final class BudgetGate implements AlertGate {
    private static final byte VERSION = 1;
    private static final double DAY_MICROS = 24.0 * DayOfScores.HOUR_MICROS;
    /** A share of a shorter time says nothing, so it is not held to. */
    private static final long LEAST_COVERED_MICROS = 2 * DayOfScores.HOUR_MICROS;

    private static final int SET_EVERY_FLOWS = 64;
    /** Until so many flows were seen, the threshold is not below the default. */
    private static final int WARM_UP_FLOWS = 1_000;
    /** How strongly alerts too few or too many are made up for: of a tenth too few, three times as many are wanted. */
    private static final double GAIN = 12;

    private static final double MOST_OVER = 1.2;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES + Double.BYTES;

    private final double alertsPerDay;
    private final StoryTable stories;
    private final DayOfScores day = new DayOfScores();
    private final int defaultBin = ScoreBins.of(ScoringSettings.DEFAULT_THRESHOLD);
    private long flows;
    private long activeMicros;
    private int thresholdBin = defaultBin;
    private double threshold = ScoreBins.least(defaultBin);
    private double partOnThreshold = 1;
    private double credit;
    private int bin;
    private boolean isNews;

    BudgetGate(double alertsPerDay, Duration repeatWindow) {
        this.alertsPerDay = alertsPerDay;
        this.stories = new StoryTable(repeatWindow.toMillis() * 1_000);
    }

    @Override
    public boolean isAlerting(double score) {
        return ScoreBins.of(score) >= thresholdBin;
    }

    @Override
    public void observe(double score, long story, boolean isJoining, long micros) {
        activeMicros = micros;
        day.moveTo(micros);
        bin = ScoreBins.of(score);
        isNews = !isJoining && count(story, micros);
        if (++flows % SET_EVERY_FLOWS == 0) {
            setThreshold();
        }
    }

    /** Counts a story where its highest score is; returns whether that has changed. */
    private boolean count(long story, long micros) {
        int before = stories.find(story, micros);
        if (before >= bin) {
            stories.touch(micros);
            return false;
        }
        if (before != StoryTable.ABSENT) {
            day.takeBack(before, stories.hour());
        }
        day.add(bin);
        stories.put(story, bin, micros, day.hour());
        return true;
    }

    @Override
    public boolean admitsNewAlert() {
        if (day.raised() + 1 > MOST_OVER * due() + 1 || !fits()) {
            return false;
        }
        day.addRaised();
        setThreshold();
        return true;
    }

    private boolean fits() {
        if (bin != thresholdBin) {
            return bin > thresholdBin;
        }
        if (isNews) {
            credit += partOnThreshold;
        }
        if (!isNews || credit < 1) {
            return false;
        }
        credit--;
        return true;
    }

    /** How many alerts the time that is remembered should have brought. */
    private double due() {
        return alertsPerDay * Math.max(LEAST_COVERED_MICROS, day.coveredMicros(activeMicros)) / DAY_MICROS;
    }

    private void setThreshold() {
        double due = due();
        double wanted = due * Math.exp(GAIN * (1 - day.raised() / due));
        int lowest = flows < WARM_UP_FLOWS ? defaultBin : 0;
        int candidate = ScoreBins.COUNT - 1;
        double above = 0;
        while (candidate > lowest && above + day.count(candidate) < wanted) {
            above += day.count(candidate--);
        }
        double onThreshold = day.count(candidate);
        thresholdBin = candidate;
        threshold = ScoreBins.least(candidate);
        partOnThreshold = onThreshold <= 0 ? 1 : Math.max(0, Math.min(1, (wanted - above) / onThreshold));
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public AlertRule rule() {
        return AlertRule.ALERTS_PER_DAY;
    }

    @Override
    public byte[] save() {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + day.savedBytes());
        buffer.put(VERSION).putLong(flows).putLong(activeMicros).putDouble(credit);
        day.save(buffer);
        return buffer.array();
    }

    @Override
    public void load(byte[] saved) {
        if (saved.length < HEAD_BYTES || saved[0] != VERSION) {
            throw new IllegalArgumentException("saved alert budget must be version " + VERSION + ", got " + saved.length
                    + " bytes; start without it");
        }
        ByteBuffer buffer = ByteBuffer.wrap(saved, 1, saved.length - 1);
        flows = buffer.getLong();
        activeMicros = buffer.getLong();
        credit = buffer.getDouble();
        day.load(buffer);
        setThreshold();
    }
}

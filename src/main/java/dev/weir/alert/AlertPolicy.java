package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.ThreatCategory;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.ScoredFlow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which scored flows are shown to an analyst, and which of them are one story: same source, same kind, none more than the
 * window after the one before. Not thread-safe: each task has its own, and tells it every flow in the order of the stream.
 */
public final class AlertPolicy {
    private static final byte VERSION = 2;

    private final Lane live;
    private final Lane replayed;
    private final Predicate<Flow> isAllowed;
    private Lane lane;
    private @Nullable OpenStory story;
    private double threshold;

    /**
     * @param partitions how many policies share the stream, each its part
     * @param stories what was kept before a restart, and will be after
     */
    public AlertPolicy(ScoringSettings scoring, AlertSettings alerts, int partitions, StoryStore stories) {
        this(scoring, alerts, partitions, stories, flow -> false);
    }

    /** @param isAllowed whether a flow that would alert is allowed on this network; asked of no other flow */
    public AlertPolicy(
            ScoringSettings scoring,
            AlertSettings alerts,
            int partitions,
            StoryStore stories,
            Predicate<Flow> isAllowed) {
        this.isAllowed = isAllowed;
        long windowMicros = alerts.repeatWindow().toMillis() * 1_000;
        this.live = new Lane(
                gate(scoring, partitions, alerts.repeatWindow()),
                new StoryBook(windowMicros, new StoriesOfLane(stories, false)));
        this.replayed = new Lane(
                gate(scoring, partitions, alerts.repeatWindow()),
                new StoryBook(windowMicros, new StoriesOfLane(stories, true)));
        this.lane = live;
    }

    /**
     * Takes in a flow that came live.
     *
     * @param id names the flow, and the alert if it raises one
     * @param score threat probability in [0,1]
     * @param arrivedMicros when it arrived, by a clock that no sender sets, microseconds since 1970-01-01T00:00Z
     */
    public Ruling judge(FlowId id, Flow flow, double score, long arrivedMicros) {
        lane = live;
        return judge(id, flow, score, live.observe(flow.timestampMicros(), arrivedMicros));
    }

    /**
     * Takes in a flow out of a file, of which only its own time means anything. Files have stories and a budget of their own, so
     * that an old one beside live traffic changes nothing there.
     */
    public Ruling judge(FlowId id, Flow flow, double score) {
        lane = replayed;
        return judge(id, flow, score, replayed.observe(flow.timestampMicros()));
    }

    private Ruling judge(FlowId id, Flow flow, double score, Moment now) {
        AlertGate gate = lane.gate();
        StoryBook book = lane.book();
        threshold = gate.threshold();
        boolean isAlerting = gate.isAlerting(score);
        if (isAlerting && isAllowed.test(flow)) {
            // It is no news to the gate, so that what is allowed uses up no budget.
            gate.observe(score, StoryKey.number(flow), true, lane.activeMicros());
            story = null;
            return Ruling.ALLOWED;
        }
        story = isAlerting ? book.find(flow, now) : null;
        boolean isJoining = story != null;
        gate.observe(score, StoryKey.number(flow), isJoining, lane.activeMicros());
        if (!isAlerting || (!isJoining && !gate.admitsNewAlert())) {
            return Ruling.QUIET;
        }
        OpenStory current = story == null ? book.open(id, flow) : story;
        boolean isDue = current.add(flow, score, now, book.windowMicros());
        book.keep(current);
        story = current;
        if (isJoining && isOneOfManyThatStandsOut(current) && gate.admitsNewAlert()) {
            return raiseApart(id, flow, score, now);
        }
        return isJoining ? (isDue ? Ruling.RENEWED : Ruling.JOINED) : Ruling.RAISED;
    }

    private static boolean isOneOfManyThatStandsOut(OpenStory story) {
        return story.key().form() == StoryKey.Form.MANY_SOURCES && story.hasNewWeight();
    }

    private Ruling raiseApart(FlowId id, Flow flow, double score, Moment now) {
        OpenStory apart = lane.book().openApart(id, flow);
        if (apart == null) {
            return Ruling.RENEWED;
        }
        apart.add(flow, score, now, lane.book().windowMicros());
        lane.book().keep(apart);
        story = apart;
        return Ruling.RAISED;
    }

    /** Least score of an alert when the flow last judged came, among flows that come as it did. */
    public double threshold() {
        return threshold;
    }

    /**
     * The alert that the flow last judged is part of.
     *
     * @param scored that flow
     * @param explanation what made its score
     * @param category what kind of threat it would be, if any was taught
     * @param threat what kind it looks like
     * @throws NullPointerException if it is part of none
     */
    public Alert alert(
            ScoredFlow scored, ScoreExplanation explanation, Optional<ThreatCategory> category, Threat threat) {
        OpenStory current = Objects.requireNonNull(story, "the flow is part of no alert");
        return new Alert(
                current.alertId(),
                scored,
                current.severity(),
                explanation,
                category,
                threat,
                lane.gate().rule(),
                threshold,
                current.view());
    }

    /** Closes the open stories of a host, so that nothing here is kept under its name. */
    public void forget(String host) {
        live.book().forget(host);
        replayed.book().forget(host);
        story = null;
    }

    /** How much time has gone by with flows, as they tell it; silences of more than six hours are left out. */
    public Duration activeTime() {
        return Duration.of(lane.activeMicros(), ChronoUnit.MICROS);
    }

    /** What is remembered beside the stories, at most some ten kilobytes. */
    public byte[] save() {
        byte[] ofLive = live.save();
        byte[] ofReplayed = replayed.save();
        return ByteBuffer.allocate(2 + ofLive.length + ofReplayed.length)
                .put(VERSION)
                .put(live.gate().rule().code())
                .put(ofLive)
                .put(ofReplayed)
                .array();
    }

    /**
     * Takes over what {@link #save} wrote, unless the rule is another now: then it starts afresh.
     *
     * @throws IllegalArgumentException if the bytes are of another version
     */
    public void load(byte[] saved) {
        if (saved.length < 2 + 2 * StreamTime.BYTES || saved[0] != VERSION) {
            throw new IllegalArgumentException("saved alert policy must be version " + VERSION + ", got " + saved.length
                    + " bytes; start without it");
        }
        if (saved[1] == live.gate().rule().code()) {
            ByteBuffer buffer = ByteBuffer.wrap(saved, 2, saved.length - 2);
            live.load(buffer);
            replayed.load(buffer);
        }
    }

    /**
     * The gate that the settings ask for.
     *
     * @param partitions how many gates share the stream, each its part
     * @param repeatWindow how long flows of a kind share one alert
     */
    static AlertGate gate(ScoringSettings settings, int partitions, Duration repeatWindow) {
        if (settings.alertsPerDay() > 0) {
            return new BudgetGate(settings.alertsPerDay() / partitions, repeatWindow);
        }
        if (settings.targetPrecision() > 0) {
            return new PrecisionGate(settings.targetPrecision());
        }
        return settings.threshold() > 0
                ? new FixedGate(settings.threshold())
                : new BudgetGate(ScoringSettings.DEFAULT_ALERTS_PER_DAY / partitions, repeatWindow);
    }
}

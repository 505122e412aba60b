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
import org.jspecify.annotations.Nullable;

/**
 * Decides which scored flows are shown to an analyst, and which of them are one story: same source, same kind, none more than the
 * window after the one before. Not thread-safe: each task has its own, and tells it every flow in the order of the stream.
 */
public final class AlertPolicy {
    private static final byte VERSION = 1;

    private final AlertGate gate;
    private final StoryBook book;
    private final StreamTime time = new StreamTime();
    private @Nullable OpenStory story;
    private double threshold;

    /**
     * @param partitions how many policies share the stream, each its part
     * @param stories what was kept before a restart, and will be after
     */
    public AlertPolicy(ScoringSettings scoring, AlertSettings alerts, int partitions, StoryStore stories) {
        this.gate = AlertGate.of(scoring, partitions, alerts.repeatWindow());
        this.book = new StoryBook(alerts.repeatWindow().toMillis() * 1_000, stories);
    }

    /**
     * Takes in a flow.
     *
     * @param id names the flow, and the alert if it raises one
     * @param score threat probability in [0,1]
     */
    public Ruling judge(FlowId id, Flow flow, double score) {
        long nowMicros = time.observe(flow.timestampMicros());
        threshold = gate.threshold();
        boolean isAlerting = gate.isAlerting(score);
        story = isAlerting ? book.find(flow, nowMicros) : null;
        boolean isJoining = story != null;
        gate.observe(score, StoryKey.number(flow), isJoining, time.activeMicros());
        if (!isAlerting || (!isJoining && !gate.admitsNewAlert())) {
            return Ruling.QUIET;
        }
        OpenStory current = story == null ? book.open(id, flow) : story;
        boolean isDue = current.add(flow, score, nowMicros);
        book.keep(current);
        story = current;
        return isJoining ? (isDue ? Ruling.RENEWED : Ruling.JOINED) : Ruling.RAISED;
    }

    /**
     * The alert that the flow last judged is part of.
     *
     * @param scored that flow
     * @param explanation what made its score
     * @param category what kind of threat it would be, if any was taught
     * @throws NullPointerException if it is part of none
     */
    public Alert alert(ScoredFlow scored, ScoreExplanation explanation, Optional<ThreatCategory> category) {
        OpenStory current = Objects.requireNonNull(story, "the flow is part of no alert");
        return new Alert(
                current.alertId(),
                scored,
                current.severity(),
                explanation,
                category,
                gate.rule(),
                threshold,
                current.view());
    }

    /** How much time has gone by with flows, as they tell it; silences of more than six hours are left out. */
    public Duration activeTime() {
        return Duration.of(time.activeMicros(), ChronoUnit.MICROS);
    }

    /** What is remembered beside the stories, at most some ten kilobytes. */
    public byte[] save() {
        byte[] ofGate = gate.save();
        ByteBuffer buffer = ByteBuffer.allocate(2 + StreamTime.BYTES + ofGate.length);
        buffer.put(VERSION).put(gate.rule().code());
        time.save(buffer);
        return buffer.put(ofGate).array();
    }

    /**
     * Takes over what {@link #save} wrote, unless the rule is another now: then it starts afresh.
     *
     * @throws IllegalArgumentException if the bytes are of another version
     */
    public void load(byte[] saved) {
        if (saved.length < 2 + StreamTime.BYTES || saved[0] != VERSION) {
            throw new IllegalArgumentException("saved alert policy must be version " + VERSION + ", got " + saved.length
                    + " bytes; start without it");
        }
        if (saved[1] == gate.rule().code()) {
            ByteBuffer buffer = ByteBuffer.wrap(saved, 2, saved.length - 2);
            time.load(buffer);
            byte[] ofGate = new byte[buffer.remaining()];
            buffer.get(ofGate);
            gate.load(ofGate);
        }
    }
}

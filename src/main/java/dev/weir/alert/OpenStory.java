package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An alert that further flows may join. A record of it is due when it is raised, when its severity rises, and each time its count
 * has doubled: a flood of a million flows makes 20 records.
 */
final class OpenStory {
    private static final byte VERSION = 1;
    private static final int LEAST_BYTES = 1 + Double.BYTES + 4 * Long.BYTES + HostCounter.BYTES;
    /** A character that no host has. */
    private static final char SEPARATOR = ' ';

    private final FlowId alertId;
    private final StoryKey key;
    private final String firstDestination;
    private final HostCounter destinations;
    private double highestScore;
    private long count;
    private long firstSeenMicros = Long.MAX_VALUE;
    private long lastSeenMicros;
    private long touchedMicros;

    OpenStory(FlowId alertId, StoryKey key, String firstDestination) {
        this(alertId, key, firstDestination, new HostCounter(new byte[HostCounter.BYTES]));
    }

    private OpenStory(FlowId alertId, StoryKey key, String firstDestination, HostCounter destinations) {
        this.alertId = alertId;
        this.key = key;
        this.firstDestination = firstDestination;
        this.destinations = destinations;
    }

    /** Takes in a flow; returns whether a record is due. */
    boolean add(Flow flow, double score, long nowMicros) {
        Severity before = severity();
        highestScore = Math.max(highestScore, score);
        count++;
        firstSeenMicros = Math.min(firstSeenMicros, flow.timestampMicros());
        lastSeenMicros = Math.max(lastSeenMicros, flow.timestampMicros());
        touchedMicros = Math.max(touchedMicros, nowMicros);
        destinations.add(flow.destination().text());
        return severity() != before || Long.bitCount(count) == 1;
    }

    FlowId alertId() {
        return alertId;
    }

    StoryKey key() {
        return key;
    }

    /** The story that this one would have been part of, had there been many from its source. */
    StoryKey ofManyPorts() {
        return StoryKey.manyPorts(key.host());
    }

    /** The story that this one would have been part of, had there been many towards its first destination. */
    StoryKey ofManySources() {
        return StoryKey.manySources(firstDestination, key.what());
    }

    Severity severity() {
        return Severity.ofScore(highestScore);
    }

    /** Stream time at which the last flow joined. */
    long touchedMicros() {
        return touchedMicros;
    }

    Alert.Story view() {
        return new Alert.Story(key.kind(), count, firstSeenMicros, lastSeenMicros, destinations.count());
    }

    byte[] toBytes() {
        byte[] names = (alertId.value() + SEPARATOR + firstDestination).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LEAST_BYTES + names.length)
                .put(VERSION)
                .putDouble(highestScore)
                .putLong(count)
                .putLong(firstSeenMicros)
                .putLong(lastSeenMicros)
                .putLong(touchedMicros)
                .put(destinations.bytes())
                .put(names)
                .array();
    }

    /** @throws IllegalArgumentException if the bytes are of another version */
    static OpenStory of(String key, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < LEAST_BYTES || buffer.get() != VERSION) {
            throw new IllegalArgumentException(
                    "a kept alert must be version " + VERSION + ", got " + bytes.length + " bytes; start without it");
        }
        double highestScore = buffer.getDouble();
        long count = buffer.getLong();
        long first = buffer.getLong();
        long last = buffer.getLong();
        long touched = buffer.getLong();
        byte[] hosts = new byte[HostCounter.BYTES];
        buffer.get(hosts);
        String names = StandardCharsets.UTF_8.decode(buffer).toString();
        int end = names.lastIndexOf(SEPARATOR);
        OpenStory story = new OpenStory(
                new FlowId(names.substring(0, end)),
                StoryKey.of(key),
                names.substring(end + 1),
                new HostCounter(hosts));
        story.highestScore = highestScore;
        story.count = count;
        story.firstSeenMicros = first;
        story.lastSeenMicros = last;
        story.touchedMicros = touched;
        return story;
    }
}

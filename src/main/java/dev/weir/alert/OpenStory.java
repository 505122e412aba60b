package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An alert that further flows may join. A record of it is due when it is raised, when its severity rises, each time its count
 * has doubled, when a further host comes to have weight in it, and after a window without one: a flood of a million flows makes
 * some 20 records, and a long scan does not hide what its source does next.
 */
final class OpenStory {
    private static final byte VERSION = 2;
    private static final int LEAST_BYTES = 1 + Double.BYTES + 6 * Long.BYTES + HostCounter.BYTES + HeavyHosts.BYTES;
    private static final Moment NEVER = new Moment(0, 0);
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
    private Moment touched = NEVER;
    private long recordedMicros;
    private final HeavyHosts heavy;
    private boolean hasNewWeight;

    OpenStory(FlowId alertId, StoryKey key, String firstDestination) {
        this(alertId, key, firstDestination, new HostCounter(new byte[HostCounter.BYTES]), new HeavyHosts());
    }

    private OpenStory(
            FlowId alertId, StoryKey key, String firstDestination, HostCounter destinations, HeavyHosts heavy) {
        this.alertId = alertId;
        this.key = key;
        this.firstDestination = firstDestination;
        this.destinations = destinations;
        this.heavy = heavy;
    }

    /**
     * Takes in a flow; returns whether a record is due.
     *
     * @param windowMicros how long there may be none
     */
    boolean add(Flow flow, double score, Moment now, long windowMicros) {
        Severity before = severity();
        highestScore = Math.max(highestScore, score);
        count++;
        firstSeenMicros = Math.min(firstSeenMicros, flow.timestampMicros());
        lastSeenMicros = Math.max(lastSeenMicros, flow.timestampMicros());
        touched = now;
        destinations.add(flow.destination().text());
        boolean isOfMany = key.form() == StoryKey.Form.MANY_SOURCES;
        hasNewWeight = heavy.add((isOfMany ? flow.source() : flow.destination()).text());
        boolean isDue = severity() != before
                || Long.bitCount(count) == 1
                || hasNewWeight
                || now.arrivalMicros() - recordedMicros >= windowMicros;
        recordedMicros = isDue ? now.arrivalMicros() : recordedMicros;
        return isDue;
    }

    /** Whether the flow last taken in was the one by which its host, one of many, came to have weight. */
    boolean hasNewWeight() {
        return hasNewWeight;
    }

    /** Whether its source or destination in common, or its first destination, is the host. */
    boolean names(String host) {
        return key.host().equals(host) || firstDestination.equals(host);
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

    /** When the last flow joined. */
    Moment touched() {
        return touched;
    }

    Alert.Story view() {
        return new Alert.Story(key.kind(), count, firstSeenMicros, lastSeenMicros, destinations.count());
    }

    byte[] toBytes() {
        byte[] names = (alertId.value() + SEPARATOR + firstDestination).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(LEAST_BYTES + names.length)
                .put(VERSION)
                .putDouble(highestScore)
                .putLong(count)
                .putLong(firstSeenMicros)
                .putLong(lastSeenMicros)
                .putLong(touched.streamMicros())
                .putLong(touched.arrivalMicros())
                .putLong(recordedMicros)
                .put(destinations.bytes());
        heavy.save(buffer);
        return buffer.put(names).array();
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
        Moment touched = new Moment(buffer.getLong(), buffer.getLong());
        long recorded = buffer.getLong();
        byte[] hosts = new byte[HostCounter.BYTES];
        buffer.get(hosts);
        HeavyHosts heavy = new HeavyHosts();
        heavy.load(buffer);
        String names = StandardCharsets.UTF_8.decode(buffer).toString();
        int end = names.lastIndexOf(SEPARATOR);
        OpenStory story = new OpenStory(
                new FlowId(names.substring(0, end)),
                StoryKey.of(key),
                names.substring(end + 1),
                new HostCounter(hosts),
                heavy);
        story.highestScore = highestScore;
        story.count = count;
        story.firstSeenMicros = first;
        story.lastSeenMicros = last;
        story.touched = touched;
        story.recordedMicros = recorded;
        return story;
    }
}

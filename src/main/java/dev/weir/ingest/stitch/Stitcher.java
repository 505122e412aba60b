package dev.weir.ingest.stitch;

import dev.weir.flow.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the directions of flows that come as records of their own. Each waits for the other as long as the window is, in the time of
 * the flows themselves, and then goes on alone. What comes out depends on what comes in and its order alone, but for
 * {@link #letGoOf}. Not thread-safe.
 *
 * <p>Time is the latest end of a flow, so that a backlog and a file are joined as the traffic of now is. Nobody can make more wait
 * than the bounds given: beyond them, the oldest goes on first.
 */
public final class Stitcher<T> {
    /** How long a direction waits, unless it is set. */
    public static final Duration WINDOW = Duration.ofSeconds(30);
    /** How many wait at most, each some 300 bytes. */
    public static final int MOST_WAITING = 100_000;
    /** How many of one pair of hosts and ports, so that looking for the other is quick whatever comes. */
    private static final int MOST_OF_A_PAIR = 16;

    private static final long MICROS_PER_MILLISECOND = 1_000;

    private final long windowMicros;
    private final int mostWaiting;
    private final Sink<T> sink;
    private final TreeMap<Long, Waiting<T>> waiting = new TreeMap<>();
    private final Map<String, List<Waiting<T>>> byPair = new HashMap<>();
    private final TreeSet<Long> keptAndGone = new TreeSet<>();
    private long nextNumber;
    private long firstUnkept;
    private long nowMicros;

    /** Takes the flows. */
    @FunctionalInterface
    public interface Sink<T> {
        /**
         * Takes one flow.
         *
         * @param client what came with the direction of the client, or with the only one
         * @param server what came with the other direction; null if there was none
         */
        void flow(Flow flow, T client, @Nullable T server);
    }

    /** Takes what waits, to keep it. */
    @FunctionalInterface
    public interface Keeper<T> {
        /**
         * Takes one that waits.
         *
         * @param number names it until it goes
         * @param sinceMicros the time of the flows at which it came
         */
        void keep(long number, long sinceMicros, Half<T> half);
    }

    private record Waiting<T>(long number, String pair, Half<T> half, long sinceMicros, long sinceMillis) {}

    /**
     * @param window how long a direction waits for the other
     * @param mostWaiting how many may wait, 1 or more
     */
    public Stitcher(Duration window, int mostWaiting, Sink<T> sink) {
        this.windowMicros = window.toMillis() * MICROS_PER_MILLISECOND;
        this.mostWaiting = mostWaiting;
        this.sink = sink;
    }

    /**
     * Takes one direction, and hands out what is complete or has waited long enough.
     *
     * @param arrivedMicros when the record came: a flow that ends later has a wrong clock, and does not move time beyond; negative if
     *     that is not known
     * @param clockMillis of this machine
     */
    public void take(Half<T> half, long arrivedMicros, long clockMillis) {
        long end = arrivedMicros < 0 ? half.endMicros() : Math.min(half.endMicros(), arrivedMicros);
        nowMicros = Math.max(nowMicros, end);
        while (!waiting.isEmpty() && nowMicros - first().sinceMicros > windowMicros) {
            letGo(first());
        }
        String pair = half.pair();
        Waiting<T> other = other(pair, half);
        if (other != null) {
            remove(other);
            boolean isClient = Joint.isClient(half, other.half);
            Half<T> client = isClient ? half : other.half;
            Half<T> server = isClient ? other.half : half;
            sink.flow(Joint.of(client, server), client.what(), server.what());
        } else if (half.canHaveAnswer()) {
            add(new Waiting<>(nextNumber++, pair, half, nowMicros, clockMillis));
        } else {
            sink.flow(half.flow(), half.what(), null);
        }
    }

    /** The direction that the given one answers or is answered by, the nearest in time; null if none waits. */
    private @Nullable Waiting<T> other(String pair, Half<T> half) {
        Waiting<T> nearest = null;
        for (Waiting<T> one : byPair.getOrDefault(pair, List.of())) {
            if (half.isAnsweredBy(one.half, windowMicros)
                    && (nearest == null || distance(one.half, half) < distance(nearest.half, half))) {
                nearest = one;
            }
        }
        return nearest;
    }

    private static long distance(Half<?> one, Half<?> other) {
        return Math.abs(one.startMicros() - other.startMicros());
    }

    private void add(Waiting<T> one) {
        List<Waiting<T>> ofPair = byPair.getOrDefault(one.pair, List.of());
        if (ofPair.size() == MOST_OF_A_PAIR) {
            letGo(ofPair.get(0));
        }
        if (waiting.size() == mostWaiting) {
            letGo(first());
        }
        waiting.put(one.number, one);
        byPair.computeIfAbsent(one.pair, unused -> new ArrayList<>(1)).add(one);
    }

    private Waiting<T> first() {
        return waiting.firstEntry().getValue();
    }

    private void letGo(Waiting<T> one) {
        remove(one);
        sink.flow(Joint.ofOne(one.half), one.half.what(), null);
    }

    private void remove(Waiting<T> one) {
        waiting.remove(one.number);
        if (one.number < firstUnkept) {
            keptAndGone.add(one.number);
        }
        List<Waiting<T>> ofPair = byPair.get(one.pair);
        if (ofPair != null && ofPair.remove(one) && ofPair.isEmpty()) {
            byPair.remove(one.pair);
        }
    }

    /** Hands out what has waited as long as the window by the clock of this machine, for times when nothing comes. */
    public void letGoOf(long clockMillis) {
        while (!waiting.isEmpty() && (clockMillis - first().sinceMillis) * MICROS_PER_MILLISECOND > windowMicros) {
            letGo(first());
        }
    }

    /** Hands out all that waits, at the end of a file. */
    public void letGoOfAll() {
        while (!waiting.isEmpty()) {
            letGo(first());
        }
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Tells what began to wait since the last call and still does, and which of those told before are gone. */
    public void save(Keeper<T> keeper, LongConsumer gone) {
        keptAndGone.forEach(gone::accept);
        keptAndGone.clear();
        NavigableMap<Long, Waiting<T>> fresh = waiting.tailMap(firstUnkept, true);
        fresh.values().forEach(one -> keeper.keep(one.number, one.sinceMicros, one.half));
        firstUnkept = nextNumber;
    }

    /** Takes back what was kept, in the order of its numbers, before anything else comes. */
    public void restore(long number, long sinceMicros, Half<T> half, long clockMillis) {
        nextNumber = number + 1;
        firstUnkept = nextNumber;
        nowMicros = Math.max(nowMicros, sinceMicros);
        add(new Waiting<>(number, half.pair(), half, sinceMicros, clockMillis));
    }
}

package dev.weir.review;

import dev.weir.encoding.Example;
import dev.weir.flow.Flow;
import dev.weir.fold.calibration.DrawnFlows;
import dev.weir.model.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The recent flows among which {@code weir review} picks: the highest-scored, the least certain, those that chance
 * {@linkplain DrawnFlows drew}, those of {@linkplain SteadyCallers steady callers} and some others by chance. At most
 * {@value #MOST_FLOWS}, some 2 kB each. One task offers flows, any thread picks. A flow that is not kept costs some comparisons.
 *
 * <p>Kept in two generations, so that what is old goes away in one step: a generation lasts {@value #GENERATION_FLOWS} flows, and
 * on a busy network {@value #GENERATION_MILLIS} ms.
 *
 * @param <T> what names a flow
 */
public final class ReviewPool<T> {
    static final int MOST_FLOWS = 608;
    /** The most of all pools together among which to pick: each pick compares with all. */
    private static final int MOST_CONSIDERED = 2_048;

    private static final int HIGH = 64;
    private static final int UNCERTAIN = 64;
    private static final int BY_CHANCE = 128;
    private static final int DRAWN = 32;
    private static final int STEADY = 16;
    private static final int GENERATION_FLOWS = 10_000;
    private static final long GENERATION_MILLIS = 600_000;

    private final SplittableRandom random;
    private BestFlows<T> high = new BestFlows<>(HIGH);
    private BestFlows<T> uncertain = new BestFlows<>(UNCERTAIN);
    private final SteadyCallers callers = new SteadyCallers();
    private BestFlows<T> drawn = new BestFlows<>(DRAWN);
    private BestFlows<T> steady = new BestFlows<>(STEADY);
    private List<ReviewFlow<T>> byChance = new ArrayList<>(BY_CHANCE);
    private List<ReviewFlow<T>> older = new ArrayList<>();
    private long flows;
    private long sinceMillis;

    /** @param seed of the chance by which flows are kept */
    public ReviewPool(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Offers a scored flow; most are not kept.
     *
     * @param place its {@linkplain DrawnFlows#place place} among all flows
     * @param example its features; copied if it is kept
     * @param flow the flow itself, of which nothing is kept but that one host called another, and when
     * @param nowMillis time of a clock that may jump either way
     */
    public synchronized void offer(double score, long place, Example example, T item, Flow flow, long nowMillis) {
        if (flows >= GENERATION_FLOWS && Math.abs(nowMillis - sinceMillis) >= GENERATION_MILLIS) {
            older = all();
            clearNewest();
        }
        sinceMillis = flows == 0 ? nowMillis : sinceMillis;
        flows++;
        long pair = SteadyCallers.pair(flow);
        double hours = callers.observe(pair, flow);
        boolean isDrawn = DrawnFlows.contains(place) && -place > drawn.least();
        boolean isSteady = !isDrawn && hours > 0 && hours > steady.least() && !steady.hasPair(pair);
        boolean isBest = isDrawn || isSteady || score > high.least() || uncertainty(score) > uncertain.least();
        int at = isBest ? -1 : placeByChance();
        if (!isBest && at < 0) {
            return;
        }
        ReviewFlow<T> kept = new ReviewFlow<>(score, place, example.copy(), item, pair, hours);
        if (isDrawn) {
            keepIfHigh(drawn.put((double) -place, kept));
        } else if (isSteady) {
            keepIfHigh(steady.put(hours, kept));
        } else if (isBest) {
            keepIfHigh(kept);
        } else {
            put(at, kept);
        }
    }

    private static double uncertainty(double score) {
        return -Math.abs(score - 0.5);
    }

    /** A drawn flow that others were drawn before is a flow like any other. */
    private void keepIfHigh(@Nullable ReviewFlow<T> gone) {
        if (gone != null && gone.score() > high.least()) {
            keepIfUncertain(high.put(gone.score(), gone));
        } else {
            keepIfUncertain(gone);
        }
    }

    /** A flow that is not among the highest any more may still be one to ask about. */
    private void keepIfUncertain(@Nullable ReviewFlow<T> gone) {
        if (gone != null && uncertainty(gone.score()) > uncertain.least()) {
            keepByChance(uncertain.put(uncertainty(gone.score()), gone));
        } else {
            keepByChance(gone);
        }
    }

    private void keepByChance(@Nullable ReviewFlow<T> gone) {
        int place = gone == null ? -1 : placeByChance();
        if (gone != null && place >= 0) {
            put(place, gone);
        }
    }

    /** Where in the sample the next flow belongs (reservoir sampling); -1 for nowhere. */
    private int placeByChance() {
        if (byChance.size() < BY_CHANCE) {
            return byChance.size();
        }
        long place = random.nextLong(flows);
        return place < BY_CHANCE ? (int) place : -1;
    }

    private void put(int place, ReviewFlow<T> flow) {
        if (place == byChance.size()) {
            byChance.add(flow);
        } else {
            byChance.set(place, flow);
        }
    }

    /**
     * Picks flows that teach most, no two alike, the first the best; fewer if there are not so many. They stay in the pool.
     *
     * @param weights of the newest model
     */
    public List<ReviewPick<T>> pick(int most, Weights weights) {
        return pick(List.of(this), most, weights);
    }

    /** Picks among the flows of several pools. */
    public static <T> List<ReviewPick<T>> pick(List<ReviewPool<T>> pools, int most, Weights weights) {
        List<ReviewFlow<T>> flows = new ArrayList<>();
        int mostOfEach = MOST_CONSIDERED / Math.max(1, pools.size()) + 1;
        pools.forEach(pool -> flows.addAll(someOf(pool.kept(), mostOfEach)));
        return new ReviewRule<>(flows, weights).pick(most);
    }

    /** So many at even distances, so that each kind is among them. */
    private static <T> List<T> someOf(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most)));
        }
        return some;
    }

    /** Asks no more about the flows that a test finds, since their verdict is known, nor whether their pairs may call each other. */
    public synchronized void told(Predicate<T> isTold) {
        Set<Long> pairs = new HashSet<>();
        for (ReviewFlow<T> flow : kept()) {
            if (isTold.test(flow.item())) {
                pairs.add(flow.pair());
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        pairs.forEach(callers::tell);
        remove(flow -> isTold.test(flow.item()));
        kept().stream().filter(flow -> pairs.contains(flow.pair())).forEach(ReviewFlow::quieten);
    }

    /** Forgets the flows that a test finds, and every steady caller. */
    public synchronized void erase(Predicate<T> unwanted) {
        remove(flow -> unwanted.test(flow.item()));
        callers.clear();
    }

    private void remove(Predicate<ReviewFlow<T>> unwanted) {
        high.removeIf(unwanted);
        uncertain.removeIf(unwanted);
        drawn.removeIf(unwanted);
        steady.removeIf(unwanted);
        byChance.removeIf(unwanted);
        older.removeIf(unwanted);
    }

    /** Who calls steadily, without names, to be {@linkplain #loadCallers loaded} after a restart. */
    public synchronized byte[] saveCallers() {
        return callers.save();
    }

    /** @throws IllegalArgumentException if this is not what was saved; nothing is changed then */
    public synchronized void loadCallers(byte[] saved) {
        callers.load(saved);
    }

    /** Forgets all flows, and remembers who calls steadily. */
    public synchronized void clear() {
        older = new ArrayList<>();
        clearNewest();
    }

    private void clearNewest() {
        high = new BestFlows<>(HIGH);
        uncertain = new BestFlows<>(UNCERTAIN);
        drawn = new BestFlows<>(DRAWN);
        steady = new BestFlows<>(STEADY);
        byChance = new ArrayList<>(BY_CHANCE);
        flows = 0;
    }

    private synchronized List<ReviewFlow<T>> kept() {
        List<ReviewFlow<T>> kept = all();
        kept.addAll(older);
        return kept;
    }

    private List<ReviewFlow<T>> all() {
        List<ReviewFlow<T>> all = new ArrayList<>(MOST_FLOWS);
        high.addTo(all);
        uncertain.addTo(all);
        drawn.addTo(all);
        steady.addTo(all);
        all.addAll(byChance);
        return all;
    }
}

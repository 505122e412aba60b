package dev.weir.detector.hunt;

import dev.weir.encoding.ShownBins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the flows of one network show, of late and before. Where those of before are told apart by day, only what is unlike each
 * day, by more than these are unlike each other, has moved: what differs by day and night has not. Not thread-safe.
 */
final class DriftCount {
    private static final double MOVED = 0.25;
    /** The same, of one hour: the hosts of an hour are few, and each shows the same again and again. */
    private static final double MOVED_OF_DAYS = 0.5;
    /** So many times what the days before are unlike each other. */
    private static final double BEYOND_DAYS = 2;

    /** So many times what chance alone makes of equal spreads. */
    private static final double BEYOND_CHANCE = 4;

    private static final double LEAST_Z = 4;
    private static final double LEAST_RATIO = 1.5;
    /** On its first day a detector finds everything new; the others say what is usual. */
    private static final int LEAST_DAYS = 3;

    /** One column may stray in an hour by what a few hosts do; another traffic shows in many. */
    private static final int LEAST_MOVED_OF_DAYS = 3;

    private static final int SAMPLE = 500;
    private static final int MOST_MOVED = 5;
    private static final int MOST_REVIEWED = 5;

    private final ShownBins bins;
    private final Spread recent;
    private final Spread before;
    private final @Nullable Spread[] days;
    private final List<Sampled> sample = new ArrayList<>();
    private final Random chance = new Random(1);

    private static final class Sampled {
        private final String flowId;
        private final String source;
        private final byte[] shown;

        Sampled(String flowId, String source, byte[] shown) {
            this.flowId = flowId;
            this.source = source;
            this.shown = shown;
        }
    }

    private record Column(int column, double stability, int grown) {}

    /** @param days of before that are told apart; 0 if none are */
    DriftCount(ShownBins bins, int days) {
        this.bins = bins;
        this.recent = new Spread(bins.columns());
        this.before = new Spread(bins.columns());
        this.days = new @Nullable Spread[days];
    }

    /** @param shown its bins; not to be changed any more */
    void addRecent(MissedFlow flow, byte[] shown) {
        recent.add(flow, shown);
        keep(new Sampled(flow.id, flow.source, shown));
    }

    /** A flow of before. */
    void addBefore(MissedFlow flow, byte[] shown) {
        before.add(flow, shown);
    }

    /** @param day from 0 on, below the number of days */
    void addBefore(MissedFlow flow, byte[] shown, int day) {
        addBefore(flow, shown);
        Spread spread = days[day];
        if (spread == null) {
            spread = new Spread(bins.columns());
            days[day] = spread;
        }
        spread.add(flow, shown);
    }

    private void keep(Sampled flow) {
        if (sample.size() < SAMPLE) {
            sample.add(flow);
            return;
        }
        long place = (long) (chance.nextDouble() * recent.flows());
        if (place < SAMPLE) {
            sample.set((int) place, flow);
        }
    }

    long flows() {
        return before.flows() + recent.flows();
    }

    boolean isTelling() {
        return recent.isTelling()
                && before.isTelling()
                && (days.length == 0 || tellingDays().count() >= LEAST_DAYS);
    }

    /** Whether that day alone tells enough. */
    boolean isTelling(int day) {
        Spread spread = days[day];
        return spread != null && spread.isTelling();
    }

    private Stream<Spread> tellingDays() {
        return Stream.of(days).filter(Objects::nonNull).filter(Spread::isTelling);
    }

    /** All that of late must differ from. */
    private List<Spread> references() {
        return Stream.concat(Stream.of(before), tellingDays()).toList();
    }

    Drift.OfNetwork report(String network) {
        List<Spread> references = references();
        List<Column> moved = new ArrayList<>();
        for (int column = 0; column < bins.columns(); column++) {
            if (!bins.growsWithAge(column) && hasMoved(column, references)) {
                moved.add(column(column));
            }
        }
        if (days.length > 0 && moved.size() < LEAST_MOVED_OF_DAYS) {
            moved.clear();
        }
        moved.sort(Comparator.comparingDouble(Column::stability).reversed());
        List<Column> most = moved.subList(0, Math.min(MOST_MOVED, moved.size()));
        return new Drift.OfNetwork(
                network,
                before.flows(),
                recent.flows(),
                before.alerting(),
                recent.alerting(),
                haveAlertsMoved(references),
                most.stream().map(this::words).toList(),
                toReview(most));
    }

    private boolean hasMoved(int column, List<Spread> references) {
        double least = days.length == 0 ? MOVED : MOVED_OF_DAYS;
        return references.stream()
                        .allMatch(reference -> stability(column, reference, recent)
                                >= Math.max(least, BEYOND_CHANCE * byChance(column, reference)))
                && stability(column, before, recent) >= BEYOND_DAYS * betweenDays(column);
    }

    /** What the two days are apart that are farthest apart. */
    private double betweenDays(int column) {
        List<Spread> telling = tellingDays().toList();
        double most = 0;
        for (Spread one : telling) {
            for (Spread other : telling) {
                most = Math.max(most, one == other ? 0 : stability(column, one, other));
            }
        }
        return most;
    }

    private static double stability(int column, Spread then, Spread now) {
        double sum = 0;
        for (int bin = 0; bin < ShownBins.COUNT; bin++) {
            double partThen = then.possiblePart(column, bin);
            double partNow = now.possiblePart(column, bin);
            sum += (partNow - partThen) * Math.log(partNow / partThen);
        }
        return sum;
    }

    private Column column(int column) {
        int grown = 0;
        double mostGrown = 0;
        for (int bin = 0; bin < ShownBins.COUNT; bin++) {
            double more = recent.possiblePart(column, bin) - before.possiblePart(column, bin);
            if (more > mostGrown) {
                mostGrown = more;
                grown = bin;
            }
        }
        return new Column(column, stability(column, before, recent), grown);
    }

    /** What the index of equal spreads is by chance, in the mean. */
    private double byChance(int column, Spread reference) {
        int used = 0;
        for (int bin = 0; bin < ShownBins.COUNT; bin++) {
            used += reference.hasShown(column, bin) || recent.hasShown(column, bin) ? 1 : 0;
        }
        return Math.max(0, used - 1) * (1.0 / reference.flows() + 1.0 / recent.flows());
    }

    /** More than before and than on each day, or less. */
    private boolean haveAlertsMoved(List<Spread> references) {
        boolean isMore = recent.alerting() > before.alerting();
        return references.stream()
                .allMatch(
                        reference -> recent.alerting() > reference.alerting() == isMore && haveAlertsMoved(reference));
    }

    private boolean haveAlertsMoved(Spread reference) {
        double then = reference.alerting();
        double now = recent.alerting();
        double all = (then * reference.flows() + now * recent.flows()) / (reference.flows() + recent.flows());
        double ofFlows = all * (1 - all) * (1.0 / reference.flows() + 1.0 / recent.flows());
        double deviation = Math.sqrt(Math.max(ofFlows, reference.variance() + recent.variance()));
        double ratio = Math.max(then, now) / Math.max(1e-9, Math.min(then, now));
        return Math.abs(now - then) > LEAST_Z * deviation && ratio >= LEAST_RATIO;
    }

    private Drift.Moved words(Column one) {
        return new Drift.Moved(
                one.stability(),
                bins.name(one.column(), one.grown()),
                before.part(one.column(), one.grown()),
                recent.part(one.column(), one.grown()));
    }

    /** Of each host one flow. */
    private List<String> toReview(List<Column> moved) {
        List<Sampled> newest = new ArrayList<>(sample);
        newest.sort(Comparator.comparingDouble((Sampled one) -> -newness(one, moved))
                .thenComparing(one -> one.flowId));
        Set<String> sources = new HashSet<>();
        List<String> flowIds = new ArrayList<>();
        for (Sampled one : newest) {
            if (flowIds.size() < MOST_REVIEWED && newness(one, moved) > 0 && sources.add(one.source)) {
                flowIds.add(one.flowId);
            }
        }
        return flowIds;
    }

    /** How much likelier a flow is of late than before, by the columns that moved. */
    private double newness(Sampled flow, List<Column> moved) {
        double sum = 0;
        for (Column one : moved) {
            int bin = flow.shown[one.column()];
            sum += Math.log(recent.possiblePart(one.column(), bin) / before.possiblePart(one.column(), bin));
        }
        return sum;
    }
}

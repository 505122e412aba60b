package dev.weir.detector.lessons;

import dev.weir.detector.RefusedException;
import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import dev.weir.fold.EventLog;
import dev.weir.fold.Ledger;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelFold;
import dev.weir.fold.Selection;
import dev.weir.fold.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Finds the lessons with which a model became worse, by halving: as many models are rebuilt as the number of events has binary
 * digits, twice, once for where it began to fall and once for where it had fallen.
 */
final class Bisector {
    private static final double BEGAN = 0.1;
    private static final double FELL = 0.9;

    private final ModelFold fold;
    private final EventLog log;
    private final Function<String, Optional<Example>> keptFlow;

    /** @param keptFlow a flow that is kept, as a model sees it */
    Bisector(ModelFold fold, EventLog log, Function<String, Optional<Example>> keptFlow) {
        this.fold = fold;
        this.log = log;
        this.keptFlow = keptFlow;
    }

    /**
     * @param verdicts by which to measure, by flow; empty for those that were taught up to the good version
     * @throws RefusedException if the versions or verdicts do not tell good from bad
     */
    Bisection find(long good, long bad, Map<String, Verdict> verdicts) {
        if (good < 0 || bad <= good || bad > fold.nextOffset()) {
            throw new RefusedException(
                    "--good must be a version before --bad, and both from 0 to " + fold.nextOffset());
        }
        Verdicts measure = verdicts.isEmpty() ? taughtUpTo(good) : given(verdicts);
        if (!measure.hasBoth()) {
            throw new RefusedException("to measure takes verdicts of both kinds, and there are none: "
                    + "name a --good version that has learned some, or a file of verdicts");
        }
        long[] versions =
                LongStream.concat(LongStream.of(good), offsets(good, bad)).toArray();
        versions[versions.length - 1] = bad;
        Search search = new Search(measure, versions);
        double high = search.at(0);
        double low = search.at(versions.length - 1);
        if (low >= high) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "version %d is not worse than %d on %d flows with verdicts: average precision %.4f, and %.4f",
                    bad,
                    good,
                    measure.size(),
                    low,
                    high));
        }
        int began = search.firstBelow(high - BEGAN * (high - low));
        int fell = Math.max(began, search.firstBelow(high - FELL * (high - low)));
        return search.result(began, fell);
    }

    /** The versions after the events of an interval. */
    private LongStream offsets(long from, long to) {
        LongStream.Builder versions = LongStream.builder();
        log.read(from, to, (offset, at, key, value) -> versions.add(offset + 1));
        return versions.build();
    }

    private Verdicts taughtUpTo(long version) {
        Verdicts taught = new Verdicts();
        TaughtLessons.each(
                log,
                version,
                fold.ledger().worldAt(version),
                lesson -> taught.add(lesson.flowId().value(), lesson.example(), lesson.verdict()));
        return taught;
    }

    private Verdicts given(Map<String, Verdict> verdicts) {
        Map<String, Example> taught = new TreeMap<>();
        TaughtLessons.each(log, fold.nextOffset(), World.WHOLE, (Lesson lesson) -> {
            if (verdicts.containsKey(lesson.flowId().value())) {
                taught.put(lesson.flowId().value(), lesson.example());
            }
        });
        Verdicts given = new Verdicts();
        verdicts.forEach((flow, verdict) -> Optional.ofNullable(taught.get(flow))
                .or(() -> keptFlow.apply(flow))
                .ifPresent(example -> given.add(flow, example, verdict)));
        return given;
    }

    private final class Search {
        private final Verdicts measure;
        private final long[] versions;
        private final Map<Integer, Double> measured = new TreeMap<>();
        private final List<Bisection.Step> steps = new ArrayList<>();

        Search(Verdicts measure, long[] versions) {
            this.measure = measure;
            this.versions = versions;
        }

        double at(int place) {
            Double known = measured.get(place);
            if (known != null) {
                return known;
            }
            double precision = measure.precision(fold.stateAt(versions[place]));
            measured.put(place, precision);
            steps.add(new Bisection.Step(versions[place], precision));
            return precision;
        }

        /** A place below a limit whose neighbour before it is not. */
        int firstBelow(double limit) {
            int above = 0;
            int below = versions.length - 1;
            while (below - above > 1) {
                int middle = (above + below) >>> 1;
                if (at(middle) < limit) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return below;
        }

        Bisection result(int began, int fell) {
            long first = versions[began] - 1;
            long last = versions[fell] - 1;
            Ledger ledger = fold.ledger();
            TaughtLessons between = TaughtLessons.find(
                    log, new Selection(first, last + 1, null, null, null, null), ledger.worldAt(Long.MAX_VALUE));
            return new Bisection(
                    versions[0],
                    versions[versions.length - 1],
                    measure.size(),
                    at(0),
                    at(versions.length - 1),
                    versions.length - 1L,
                    measured.size(),
                    first,
                    last,
                    between.ofAnalysts(),
                    steps);
        }
    }
}

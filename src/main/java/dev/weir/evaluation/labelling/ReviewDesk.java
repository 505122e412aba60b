package dev.weir.evaluation.labelling;

import dev.weir.encoding.Example;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.fold.calibration.DrawnFlows;
import dev.weir.model.Weights;
import dev.weir.review.ReviewPick;
import dev.weir.review.ReviewPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The desk of {@link LabelProtocol.Review}: the pool that {@code weir review} picks from, asked at the end of each window. */
final class ReviewDesk implements LabelDesk {
    private record Placed(int position, Candidate candidate) {}

    private final long seed;
    private long flows;

    private final LabelProtocol.Review protocol;
    private final Supplier<Flow> flow;
    private final Supplier<Example> example;
    private final Supplier<Weights> weights;
    private final ReviewPool<Placed> pool;
    private int size;

    /**
     * @param flow the flow last scored
     * @param example the features of the flow last scored
     * @param weights those that scored it
     */
    ReviewDesk(
            LabelProtocol.Review protocol,
            long seed,
            Supplier<Flow> flow,
            Supplier<Example> example,
            Supplier<Weights> weights) {
        this.protocol = protocol;
        this.seed = seed;
        this.flow = flow;
        this.example = example;
        this.weights = weights;
        this.pool = new ReviewPool<>(seed);
    }

    @Override
    public void scored(double score, Candidate candidate, Consumer<Candidate> teacher) {
        long place = DrawnFlows.place(new FlowId(seed + "-" + flows++));
        Candidate asked = DrawnFlows.contains(place) ? candidate.asDrawn(score) : candidate;
        pool.offer(score, place, example.get(), new Placed(size++, asked), flow.get(), 0);
        if (size == protocol.windowFlows()) {
            List<Placed> picked = new ArrayList<>();
            for (ReviewPick<Placed> pick : pool.pick(protocol.picks(), weights.get())) {
                picked.add(pick.item());
            }
            picked.sort(Comparator.comparingInt(Placed::position));
            picked.forEach(placed -> teacher.accept(placed.candidate()));
            pool.told(new HashSet<>(picked)::contains);
            pool.clear();
            size = 0;
        }
    }
}

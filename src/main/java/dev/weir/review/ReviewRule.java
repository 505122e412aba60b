package dev.weir.review;

import dev.weir.encoding.Example;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Picks the flows to ask about: by turns the highest-scored, the least certain and the most novel, each weighed down by its likeness
 * to what was picked before (maximal marginal relevance, Carbonell and Goldstein, 1998), and one that chance drew, while there are any.
 * One in seven at most is of a pair that has been calling steadily.
 *
 * <p>High scores alone ask about the same flood over and over; uncertain ones alone never find what the model is wrongly sure of. What
 * calls home slowly looks harmless, so no score asks about it. Of the drawn ones nothing but chance decides which comes first, or their
 * verdicts would not speak for all flows.
 */
final class ReviewRule<T> {
    private static final ReviewReason[] TURNS = {
        ReviewReason.HIGH,
        ReviewReason.UNCERTAIN,
        ReviewReason.NOVEL,
        ReviewReason.DRAWN,
        ReviewReason.HIGH,
        ReviewReason.UNCERTAIN,
        ReviewReason.NOVEL,
        ReviewReason.DRAWN,
        ReviewReason.STEADY
    };

    private final List<ReviewFlow<T>> flows;
    private final int[][] features;
    private final double[] scores;
    private final double[] novelty;
    private final double[] likeness;
    private final boolean[] picked;

    ReviewRule(List<ReviewFlow<T>> flows, Weights weights) {
        int size = flows.size();
        this.flows = flows;
        this.features = new int[size][];
        this.scores = new double[size];
        this.novelty = new double[size];
        this.likeness = new double[size];
        this.picked = new boolean[size];
        for (int i = 0; i < size; i++) {
            Example example = flows.get(i).example();
            features[i] = flows.get(i).features();
            scores[i] = Scorer.probability(weights.score(example));
            novelty[i] = novelty(features[i], weights);
        }
    }

    private static double novelty(int[] features, Weights weights) {
        int untouched = 0;
        for (int feature : features) {
            untouched += weights.weight(feature) == 0 ? 1 : 0;
        }
        return features.length == 0 ? 0 : untouched / (double) features.length;
    }

    List<ReviewPick<T>> pick(int most) {
        List<ReviewPick<T>> picks = new ArrayList<>();
        for (int turn = 0; picks.size() < Math.min(most, flows.size()); turn++) {
            ReviewReason reason = TURNS[turn % TURNS.length];
            int best = switch (reason) {
                case DRAWN -> firstDrawn();
                case STEADY -> longestSteady();
                case HIGH, UNCERTAIN, NOVEL -> best(reason);
            };
            if (best < 0) {
                continue;
            }
            picked[best] = true;
            picks.add(new ReviewPick<>(flows.get(best).item(), scores[best], novelty[best], reason));
            for (int i = 0; i < flows.size(); i++) {
                likeness[i] = Math.max(likeness[i], ReviewFlow.likeness(features[i], features[best]));
            }
        }
        return picks;
    }

    private int best(ReviewReason reason) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < flows.size(); i++) {
            double worth = worth(i, reason) * (1 - likeness[i]);
            if (!picked[i] && worth > highest) {
                highest = worth;
                best = i;
            }
        }
        return best;
    }

    /** The drawn flow whose place is the lowest of those not picked; -1 if there is none. */
    private int firstDrawn() {
        int first = -1;
        for (int i = 0; i < flows.size(); i++) {
            if (!picked[i]
                    && flows.get(i).isDrawn()
                    && (first < 0 || flows.get(i).place() < flows.get(first).place())) {
                first = i;
            }
        }
        return first;
    }

    /** The flow whose pair has been calling steadily for longest, of the pairs of which none is picked; -1 if there is none. */
    private int longestSteady() {
        int longest = -1;
        for (int i = 0; i < flows.size(); i++) {
            double hours = flows.get(i).steadyHours();
            if (hours > 0
                    && (longest < 0 || hours > flows.get(longest).steadyHours())
                    && !isPairPicked(flows.get(i).pair())) {
                longest = i;
            }
        }
        return longest;
    }

    private boolean isPairPicked(long pair) {
        for (int i = 0; i < flows.size(); i++) {
            if (picked[i] && flows.get(i).pair() == pair) {
                return true;
            }
        }
        return false;
    }

    private double worth(int flow, ReviewReason reason) {
        return switch (reason) {
            case HIGH -> scores[flow];
            case UNCERTAIN -> scores[flow] * (1 - scores[flow]);
            case NOVEL -> novelty[flow];
            case DRAWN, STEADY -> throw new IllegalArgumentException("only chance or time decides there");
        };
    }
}

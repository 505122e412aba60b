package dev.weir.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.Example;
import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.model.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewPoolTest {
    private static final int FLOOD = 1;
    private static final int OFFICE = 2;
    private static final long LATER_MILLIS = 3_600_000;
    private static final long UNDRAWN = (1L << 32) - 1;

    private static final Flow ANY = Calls.of("10.0.0.1", "10.0.0.2", 0, 100);

    private final ReviewPool<Integer> pool = new ReviewPool<>(7);
    private Weights weights = untaught();

    @Test
    void emptyPool_hasNothingToReview() {
        assertThat(pool.pick(10, weights)).isEmpty();
    }

    @Test
    void flowsOfOneFlood_areAskedAboutOnce_beforeAnythingElse() {
        IntStream.range(0, 1000).forEach(flow -> offer(0.9, FLOOD, flow));
        offer(0.6, OFFICE, 1000);
        offer(0.2, 3, 1001);

        List<ReviewPick<Integer>> picks = pool.pick(3, weights);

        assertThat(picks)
                .extracting(ReviewPick::item)
                .filteredOn(flow -> flow < 1000)
                .hasSize(1);
        assertThat(pool.pick(3, weights)).isEqualTo(picks);
    }

    @Test
    void whatLessonsHaveTouched_isNotNovel() {
        weights = taught(FLOOD);
        offer(0.9, FLOOD, 1);
        offer(0.9, OFFICE, 2);

        List<ReviewPick<Integer>> picks = pool.pick(2, weights);

        assertThat(picks).filteredOn(pick -> pick.item() == 1).allMatch(pick -> pick.novelty() == 0);
        assertThat(picks).filteredOn(pick -> pick.item() == 2).allMatch(pick -> pick.novelty() == 1);
    }

    @Test
    void uncertainFlows_areKept_whenMostAreSure() {
        IntStream.range(0, 5_000).forEach(flow -> offer(flow % 2 == 0 ? 0.001 : 0.999, FLOOD + flow % 7, flow));
        offer(0.5, 100, 5_000);
        IntStream.range(5_001, 9_000).forEach(flow -> offer(flow % 2 == 0 ? 0.001 : 0.999, FLOOD + flow % 7, flow));

        assertThat(pool.pick(1000, weights)).extracting(ReviewPick::item).contains(5_000);
    }

    @Test
    void poolOfManyFlows_staysSmall() {
        IntStream.range(0, 50_000)
                .forEach(flow -> pool.offer(flow / 50_000.0, UNDRAWN, example(flow), flow, ANY, flow * 100L));

        assertThat(pool.pick(50_000, weights)).hasSizeBetween(256, ReviewPool.MOST_FLOWS);
    }

    @Test
    void oldFlows_areForgotten_onceEnoughNewOnesCame() {
        IntStream.range(0, 10_000).forEach(flow -> pool.offer(0.9, UNDRAWN, example(1), flow, ANY, 0));
        IntStream.range(10_000, 20_000).forEach(flow -> pool.offer(0.4, UNDRAWN, example(2), flow, ANY, LATER_MILLIS));
        assertThat(pool.pick(1000, weights)).extracting(ReviewPick::item).anyMatch(flow -> flow < 10_000);

        pool.offer(0.4, UNDRAWN, example(2), 20_000, ANY, 2 * LATER_MILLIS);

        assertThat(pool.pick(1000, weights)).extracting(ReviewPick::item).allMatch(flow -> flow >= 10_000);
    }

    @Test
    void removedFlows_areAskedAboutNoMore() {
        IntStream.range(0, 300).forEach(flow -> pool.offer(flow / 300.0, UNDRAWN, example(flow), flow, ANY, 0));

        pool.told(flow -> flow % 3 == 0);

        assertThat(pool.pick(300, weights))
                .extracting(ReviewPick::item)
                .isNotEmpty()
                .allMatch(flow -> flow % 3 != 0);
        offer(0.99, FLOOD, 1000);
        assertThat(pool.pick(300, weights)).extracting(ReviewPick::item).contains(1000);
    }

    @Test
    void drawnFlows_areAskedAboutEveryFourthTime_inTheOrderOfChance_whateverTheyLookLike() {
        IntStream.range(0, 2_000).forEach(flow -> offer(flow % 2 == 0 ? 0.99 : 0.5, flow % 7, flow));
        IntStream.range(2_000, 2_100).forEach(flow -> pool.offer(0.001, 3_000 - flow, example(FLOOD), flow, ANY, 0));

        List<ReviewPick<Integer>> picks = pool.pick(12, weights);

        assertThat(picks)
                .filteredOn(pick -> pick.reason() == ReviewReason.DRAWN)
                .extracting(ReviewPick::item)
                .containsExactly(2_099, 2_098, 2_097);
        assertThat(picks.get(3).reason()).isEqualTo(ReviewReason.DRAWN);
    }

    @Test
    void nothingDrawn_leavesNoTurnEmpty() {
        IntStream.range(0, 20).forEach(flow -> offer(flow / 20.0, flow, flow));

        assertThat(pool.pick(20, weights))
                .hasSize(20)
                .extracting(ReviewPick::reason)
                .doesNotContain(ReviewReason.DRAWN);
    }

    @Test
    void drawnFlows_thatOthersWereDrawnBefore_areFlowsLikeAnyOther() {
        IntStream.range(0, 200).forEach(flow -> pool.offer(0.999, 1_000 - flow, example(flow), flow, ANY, 0));

        assertThat(pool.pick(1000, weights))
                .extracting(ReviewPick::item)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @Test
    void steadyCaller_isAskedAbout_howeverHarmlessItLooks_untilAVerdictIsKnown() {
        IntStream.range(0, 2_000).forEach(flow -> offer(flow % 2 == 0 ? 0.99 : 0.5, flow % 7, flow));
        IntStream.range(0, 8).forEach(this::callHome);

        assertThat(pool.pick(18, weights))
                .filteredOn(pick -> pick.reason() == ReviewReason.STEADY)
                .extracting(ReviewPick::item)
                .singleElement()
                .isEqualTo(10_003);

        pool.told(flow -> flow == 10_003);
        callHome(8);
        assertThat(pool.pick(18, weights)).extracting(ReviewPick::reason).doesNotContain(ReviewReason.STEADY);
    }

    @Test
    void otherFlowsOfACallerWhoseVerdictIsKnown_stay_asFlowsLikeAnyOther() {
        IntStream.range(0, 8).forEach(this::callHome);

        pool.told(flow -> flow == 10_003);

        assertThat(pool.pick(1_000, weights))
                .filteredOn(pick -> pick.item() >= 10_000 && pick.item() < 10_008)
                .hasSize(7)
                .extracting(ReviewPick::reason)
                .doesNotContain(ReviewReason.STEADY);
    }

    @Test
    void steadyCallers_areAtMostOneInSevenOfThoseAskedAbout() {
        IntStream.range(0, 500).forEach(flow -> offer(0.9, flow, flow));
        for (int call = 0; call < 6; call++) {
            for (int host = 0; host < 50; host++) {
                offer(0.1, Calls.of("10.0.0." + host, "192.0.2.1", 3_600 * call, 500), 1_000 * host + call);
            }
        }

        assertThat(pool.pick(90, weights))
                .filteredOn(pick -> pick.reason() == ReviewReason.STEADY)
                .hasSizeBetween(10, 90 / 7);
    }

    @Test
    void erasure_forgetsEverySteadyCaller() {
        IntStream.range(0, 8).forEach(this::callHome);
        pool.erase(flow -> flow >= 10_000);
        callHome(8);
        assertThat(pool.pick(10, weights)).extracting(ReviewPick::reason).doesNotContain(ReviewReason.STEADY);
    }

    /** Among flows of others, without which no clock goes forward. */
    private void callHome(int hour) {
        for (int other = 0; other < 8; other++) {
            offer(0.001, Calls.of("10.0.1." + hour, "192.0.2." + other, 3_600 * hour, 1_800), 20_000);
        }
        offer(0.001, Calls.of("10.0.0.1", "203.0.113.7", 3_600 * hour, 1_800), 10_000 + hour);
    }

    private void offer(double score, Flow flow, int item) {
        pool.offer(score, UNDRAWN, example(FLOOD), item, flow, 0);
    }

    private void offer(double score, int kind, int flow) {
        pool.offer(score, UNDRAWN, example(kind), flow, ANY, 0);
    }

    /** Flows of one kind have all features in common, flows of two kinds none. */
    private static Example example(int kind) {
        Example example = new Example(4);
        IntStream.range(0, 4).forEach(feature -> example.add(10 + 4 * kind + feature, 1));
        return example;
    }

    private static Weights untaught() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            return Weights.of(model.save());
        }
    }

    private static Weights taught(int kind) {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            model.learn(example(kind), Verdict.MALICIOUS, false);
            return Weights.of(model.save());
        }
    }
}

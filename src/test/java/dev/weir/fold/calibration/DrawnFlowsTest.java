package dev.weir.fold.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.FlowId;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnFlowsTest {
    private static final int FLOWS = 256_000;

    @Test
    void one_ofSoMany_isDrawn_whateverIdsLookLike() {
        assertThat(drawn(i -> "0-" + i)).isBetween(800L, 1_200L);
        assertThat(drawn(i -> Integer.toString(1_000_000_007 + 2 * i))).isBetween(800L, 1_200L);
        assertThat(drawn(i -> "C" + Integer.toString(i * 7919, 36) + "x")).isBetween(800L, 1_200L);
    }

    @Test
    void flow_isDrawnOrNot_forGood() {
        assertThat(IntStream.range(0, 2_000)
                        .filter(i -> DrawnFlows.contains(new FlowId("0-" + i)))
                        .boxed())
                .containsExactly(246, 657, 768, 1639, 1699, 1713);
        assertThat(DrawnFlows.place(new FlowId("C1a2b3"))).isEqualTo(801_528_537L);
        assertThat(DrawnFlows.place(new FlowId("Cy9R8Z0JzQyTEXqG4"))).isEqualTo(4_284_086_425L);
    }

    private static long drawn(IntFunction<String> id) {
        return IntStream.range(0, FLOWS)
                .filter(i -> DrawnFlows.contains(new FlowId(id.apply(i))))
                .count();
    }
}

package dev.weir.evaluation.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private static final int FLOWS = 2_000;

    private final List<Flow> flows = new ArrayList<>();

    TimeOrderTest() {
        Random random = new Random(1);
        for (int i = 0; i < FLOWS; i++) {
            flows.add(flow(i * 2.0, random.nextInt(50) == 0 ? 900 : random.nextDouble()));
        }
    }

    @Test
    void flowsSortedByTheirStart_areInOrder() {
        assertThat(outOfOrder(flows)).isZero();
    }

    @Test
    void flowsAsASensorWritesThemWhenTheyAreOver_areInOrder() {
        flows.sort(Comparator.comparingDouble(TimeOrderTest::written));

        assertThat(outOfOrder(flows)).isZero();
    }

    @Test
    void shuffledFlows_areNot() {
        Collections.shuffle(flows, new Random(2));

        assertThat(outOfOrder(flows)).isGreaterThan(FLOWS / 2);
    }

    @Test
    void secondHalfFirst_isNot() {
        Collections.rotate(flows, FLOWS / 2);

        assertThat(outOfOrder(flows)).isGreaterThan(FLOWS / 3);
    }

    @Test
    void newestFirst_isNot() {
        Collections.reverse(flows);

        assertThat(outOfOrder(flows)).isGreaterThan(FLOWS / 2);
    }

    @Test
    void noFlow_isInOrder() {
        assertThat(outOfOrder(List.of())).isZero();
    }

    /** When it is over, and for a look-up a minute later, since nobody says that it is over. */
    private static double written(Flow flow) {
        boolean waitsForSilence = flow.timestampMicros() / 2_000_000 % 2 == 0;
        return flow.timestampMicros() / 1e6 + flow.durationSeconds() + (waitsForSilence ? 60 : 0);
    }

    private static long outOfOrder(List<Flow> flows) {
        TimeOrder order = new TimeOrder();
        flows.forEach(order::observe);
        return order.outOfOrder();
    }

    private static Flow flow(double seconds, double duration) {
        return new Flow(
                null,
                1_700_000_000_000_000L + (long) (seconds * 1e6),
                new Host("10.0.0.1"),
                1_024,
                new Host("10.0.0.2"),
                80,
                6,
                duration,
                1,
                1,
                1,
                1,
                ConnState.SF,
                null);
    }
}

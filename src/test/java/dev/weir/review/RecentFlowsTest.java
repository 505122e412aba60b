package dev.weir.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentFlowsTest {
    private final FeatureSchema schema = FeatureExtractor.schemaOf(FeatureSettings.defaults());
    private final RecentFlows recent = new RecentFlows();

    @Test
    void values_withoutFlows() {
        assertThat(recent.values()).isEmpty();
        assertThat(recent.threshold()).isEmpty();
        assertThat(recent.threshold(0)).isEmpty();
    }

    @Test
    void values_haveEachFlowAtOnce() {
        note(0, 7, 0.5);
        note(3, 8, 0.7);

        assertThat(firstColumns()).containsExactlyInAnyOrder(7, 8);
    }

    @Test
    void values_keepAFlowAsItWas() {
        FeatureVector vector = vector(7);
        recent.note(0, vector, 0.5);
        vector.set(0, 9);
        recent.note(0, vector, 0.5);

        assertThat(firstColumns()).containsExactlyInAnyOrder(7, 9);
    }

    @Test
    void values_areThoseOfTheLastFlows() {
        int all = 2 * RecentFlows.MOST_FLOWS + 7;
        for (int i = 0; i < all; i++) {
            note(0, i, 0.5);
        }

        assertThat(Arrays.stream(firstColumns()).sorted())
                .containsExactly(IntStream.range(all - RecentFlows.MOST_FLOWS, all)
                        .boxed()
                        .toArray(Integer[]::new));
    }

    @Test
    void values_haveTheFewFlowsOfATaskBesideTheManyOfAnother() {
        note(1, 1_000_000, 0.5);
        for (int i = 0; i < 2 * RecentFlows.MOST_FLOWS; i++) {
            note(0, i, 0.5);
        }

        assertThat(firstColumns()).hasSize(RecentFlows.MOST_FLOWS).contains(1_000_000);
    }

    @Test
    void values_areWholeWhileFlowsCome() throws InterruptedException {
        Thread task = new Thread(() -> IntStream.range(0, 50_000).forEach(i -> {
            FeatureVector vector = vector(i);
            vector.set(schema.size() - 1, i);
            recent.note(0, vector, 0.5);
        }));
        task.start();
        do {
            float[] values = recent.values();
            for (int at = 0; at < values.length; at += schema.size()) {
                assertThat(values[at + schema.size() - 1]).isEqualTo(values[at]);
            }
        } while (task.isAlive());
        task.join();
    }

    @Test
    void threshold_isTheLatestOfAPartition() {
        note(0, 1, 0.5);
        note(0, 2, 0.25);
        note(3, 3, 0.75);

        assertThat(recent.threshold(0)).hasValue(0.25);
        assertThat(recent.threshold(3)).hasValue(0.75);
        assertThat(recent.threshold()).hasValue(0.5);
        assertThat(recent.threshold(1)).isEmpty();
    }

    private void note(int partition, int value, double threshold) {
        recent.note(partition, vector(value), threshold);
    }

    private FeatureVector vector(int value) {
        FeatureVector vector = new FeatureVector(schema);
        vector.set(0, value);
        return vector;
    }

    private int[] firstColumns() {
        float[] values = recent.values();
        return IntStream.range(0, values.length / schema.size())
                .map(flow -> (int) values[flow * schema.size()])
                .toArray();
    }
}

package dev.weir.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.model.Weights;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LargestPartsTest {
    private static final Weights WEIGHTS = learned();

    private final LargestParts parts = new LargestParts();

    /** Few indices, so that pairs share weights, and one beyond the table, which means one within. */
    @Property
    void anyExample_givesItsLargestSumsByWeight_inOrder(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 20) Integer> indices,
            @ForAll @IntRange(max = 25) int most) {
        Example example = new Example(1);
        indices.forEach(index -> example.add(index, index % 2 == 0 ? 1 : -0.5f));
        indices.stream().findFirst().ifPresent(index -> example.add(index + Weights.count(), 2));

        parts.find(WEIGHTS, example, most);

        List<Map.Entry<Integer, Double>> expected = sums(example).entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .sorted(Comparator.comparingDouble(sum -> -Math.abs(sum.getValue())))
                .limit(most)
                .toList();
        assertThat(parts.indices())
                .containsExactly(expected.stream().mapToInt(Map.Entry::getKey).toArray());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(parts.logit(i)).isCloseTo(expected.get(i).getValue(), within(1e-12));
        }
    }

    private static Map<Integer, Double> sums(Example example) {
        Map<Integer, Double> sums = new TreeMap<>();
        for (int i = 0; i < example.size(); i++) {
            sums.merge(Weights.index(example.index(i)), WEIGHTS.part(example, i), Double::sum);
        }
        return sums;
    }

    private static Weights learned() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            for (int index = 0; index < 20; index += 2) {
                Example example = new Example(2);
                example.add(index, 1);
                example.add(index + 1, 0.25f);
                model.learn(example, index % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, false);
            }
            return Weights.of(model.save());
        }
    }
}

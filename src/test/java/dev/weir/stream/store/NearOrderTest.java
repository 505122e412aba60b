package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearOrderTest {
    private static final long APART = 1 << 17;

    @Test
    void placesAreInTheOrderOfTheirBeginnings() {
        long[] beginnings = {3 * APART, -APART, 0, Long.MAX_VALUE, Long.MIN_VALUE};

        assertThat(NearOrder.of(5, place -> beginnings[place])).containsExactly(4, 1, 2, 0, 3);
    }

    @Test
    void whatBeginsAlikeStaysAsItCame() {
        // The first differs from the others in bits alone that are not looked at.
        long[] beginnings = {APART + 7, APART, APART, 0};

        assertThat(NearOrder.of(4, place -> beginnings[place])).containsExactly(3, 0, 1, 2);
    }

    @Test
    void asManyAsCanBeNumbered_areSorted_andMoreStayAsTheyCame() {
        int most = 131_072;

        assertThat(NearOrder.of(most, place -> -place * APART))
                .containsExactly(IntStream.range(0, most).map(i -> most - 1 - i).toArray());
        assertThat(NearOrder.of(most + 1, place -> -place * APART))
                .containsExactly(IntStream.rangeClosed(0, most).toArray());
    }
}

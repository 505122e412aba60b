package dev.weir.simulation.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiceTest {
    @Test
    void dice_throwWhatTheyAlwaysThrew() {
        assertThat(Dice.of(7, "scan").uid()).isEqualTo("CzVpl6WThRZiiTWjph");
        assertThat(Dice.of(7, "office").uid()).isEqualTo("C7uUFKaDICovqSfxj8");
        assertThat(Dice.of(8, "scan").below(1_000_000_000)).isEqualTo(199_181_216);
    }
}

package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityMeterTest {
    private final QualityMeter meter = new QualityMeter();

    @Test
    void quality_ofNothing_cannotBeSaid() {
        assertThat(meter.precision()).isNaN();
        assertThat(meter.recall()).isNaN();
        assertThat(meter.averagePrecision()).isNaN();
    }

    @Test
    void equalScores_giveTheShareOfAttacks_whateverTheirOrder() {
        meter.add(0.5, false, true);
        meter.add(0.5, false, false);
        meter.add(0.5, false, false);
        meter.add(0.5, false, false);

        assertThat(meter.averagePrecision()).isEqualTo(0.25);
    }

    @Test
    void averagePrecision_isTheMeanPrecisionAtEachAttack() {
        meter.add(0.7, true, false);
        meter.add(0.9, true, true);
        meter.add(0.1, false, false);
        meter.add(0.6, true, true);

        assertThat(meter.averagePrecision()).isEqualTo((1 + 2 / 3.0) / 2, within(1e-12));
    }

    @Test
    void precisionAndRecall_countAlerts() {
        meter.add(0.9, true, true);
        meter.add(0.8, true, false);
        meter.add(0.7, true, false);
        meter.add(0.2, false, true);

        assertThat(meter.precision()).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(meter.recall()).isEqualTo(0.5);
        assertThat(meter.alerts()).isEqualTo(3);
    }
}

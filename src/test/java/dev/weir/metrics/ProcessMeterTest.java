package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {
    private final ProcessMeter meter = new ProcessMeter();

    @Test
    void clock_timesOneRecordOf64_stageByStage() throws IOException {
        StageClock clock = meter.clock();

        long timed = IntStream.range(0, 130).filter(i -> timedRecord(clock)).count();

        assertThat(timed).isEqualTo(3);
        assertThat(shown())
                .contains("weir_stage_seconds_count{stage=\"features\"} 3\n")
                .contains("weir_stage_seconds_count{stage=\"score\"} 3\n")
                .contains("weir_stage_seconds_count{stage=\"learn\"} 0\n");
    }

    @Test
    void counts_areShownUnderTheirReason_andAllRulesOfTheAllowlistAsOne() throws IOException {
        meter.counter(CountNames.FLOWS_READ).inc();
        meter.counter(CountNames.FLOWS_READ).inc();
        meter.counter(CountNames.DEAD_FLOW + "empty").inc();
        meter.counter(CountNames.ALLOWED_FLOW + "a1").inc();
        meter.counter(CountNames.ALLOWED_FLOW + "b2").inc();

        assertThat(shown())
                .contains("weir_flows_read_total 2.0\n")
                .contains("weir_flows_scored_total 0.0\n")
                .contains("weir_dead_flows_total{reason=\"empty\"} 1.0\n")
                .contains("weir_dead_flows_total{reason=\"malformed_json\"} 0.0\n")
                .contains("weir_allowed_flows_total 2.0\n");
    }

    @Test
    void count_thatNoMetricShows_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> meter.counter("flows_raed"));
        assertThatIllegalArgumentException().isThrownBy(() -> meter.counter("dead_fish.empty"));
    }

    @Test
    void latency_ofAClockThatGoesAhead_isNone() throws IOException {
        meter.latency(-5);

        assertThat(shown()).contains("weir_latency_seconds_sum 0.0\n");
    }

    private String shown() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, meter.snapshots(), EscapingScheme.DEFAULT);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static boolean timedRecord(StageClock clock) {
        boolean timed = clock.start();
        clock.lap(Stage.FEATURES);
        clock.lap(Stage.SCORE);
        return timed;
    }
}

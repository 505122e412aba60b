package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {
    @Test
    void histogram_valueAtABound_isBelowIt_andThoseAboveAllAreInTheLast() {
        Histogram histogram = new Histogram(0.5, 1);

        for (double value : new double[] {-1, 0.5, 0.51, 1, 7, Double.POSITIVE_INFINITY}) {
            histogram.add(value);
        }

        assertThat(histogram.read().counts()).containsExactly(2L, 2L, 2L);
        assertThat(histogram.read().count()).isEqualTo(6);
    }

    @Test
    void histogram_ofManyThreads_losesNothing() throws InterruptedException {
        Histogram histogram = new Histogram(0.5);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> IntStream.range(0, 10_000).forEach(n -> histogram.add(n % 2))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(histogram.read().counts()).containsExactly(20_000L, 20_000L);
        assertThat(histogram.read().sum()).isEqualTo(20_000);
    }

    @Test
    void clock_timesOneRecordOf64_stageByStage() {
        ProcessMeter measures = new ProcessMeter();
        StageClock clock = measures.clock();

        long timed = IntStream.range(0, 130).filter(i -> timedRecord(clock)).count();

        assertThat(timed).isEqualTo(3);
        assertThat(measures.stageSeconds().values())
                .extracting(Distribution::count)
                .containsExactly(0L, 3L, 3L, 0L, 0L);
    }

    @Test
    void figures_areThoseThatWereCounted_byReason() {
        ProcessMeter measures = new ProcessMeter();
        measures.count(CountNames.FLOWS_READ);
        measures.count(CountNames.FLOWS_READ);
        measures.count(CountNames.DEAD_FLOW + "empty");

        assertThat(measures.figures().flowsRead()).isEqualTo(2);
        assertThat(measures.figures().deadFlows()).containsExactly(Map.entry("empty", 1L));
    }

    private static boolean timedRecord(StageClock clock) {
        boolean timed = clock.start();
        clock.lap(Stage.FEATURES);
        clock.lap(Stage.SCORE);
        return timed;
    }
}

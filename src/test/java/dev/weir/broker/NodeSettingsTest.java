package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
    private static final long MEGABYTE = 1 << 20;
    private static final int BYTES_OF_A_KEY = 24;
    private static final double FULL = 0.9;

    @Test
    void aCleanerHoldsAMillionHostsAtOnceInAHeapOfTwoGigabytes() {
        double keys = NodeSettings.cleanerBytes(2_048 * MEGABYTE) * FULL / BYTES_OF_A_KEY;

        assertThat(keys).isGreaterThan(1_000_000);
    }

    @Test
    void theNodeIsToldOfTheCleanersMemory() {
        Properties node = NodeSettings.of(Path.of("logs"), 1, 2, Access.OPEN);

        assertThat(node)
                .containsEntry(
                        "log.cleaner.dedupe.buffer.size",
                        Long.toString(
                                NodeSettings.cleanerBytes(Runtime.getRuntime().maxMemory())));
    }

    @ParameterizedTest
    @CsvSource({"64, 2", "512, 8", "2048, 32", "65536, 128"})
    void aCleanerTakesASmallPartOfTheHeap(long heapMegabytes, long cleanerMegabytes) {
        assertThat(NodeSettings.cleanerBytes(heapMegabytes * MEGABYTE)).isEqualTo(cleanerMegabytes * MEGABYTE);
    }
}

package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Verdict;
import dev.weir.ingest.record.ReadResult.Accepted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same 80 flows of an invented office in each format, with sums that were taken without this code: what
 * {@link RealFilesTest} holds where real files are at hand is held here everywhere.
 */
class ShippedFilesTest {
    private static final Path OFFICE = Path.of("src/test/resources/dev/weir/ingest/office");
    private static final long[] SUMS = {80, 40_686_437, 1_468_304, 44_890, 38_572_626, 54};

    @ParameterizedTest
    @ValueSource(strings = {"conn.log", "conn.json", "flows.csv", "flows.json"})
    void file_hasItsKnownSums_withItsHeaderAndWithout(String name) throws IOException {
        assertThat(sums(read(name, true))).containsExactly(SUMS);
        assertThat(sums(read(name, false))).containsExactly(SUMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conn.log", "flows.csv", "flows.json"})
    void labelledFile_hasItsKnownVerdicts(String name) throws IOException {
        List<Accepted> flows = read(name, true);
        assertThat(flows)
                .filteredOn(flow -> flow.label().verdict().equals(Optional.of(Verdict.MALICIOUS)))
                .hasSize(14);
        assertThat(flows).allSatisfy(flow -> assertThat(flow.label().verdict()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"conn.log", "conn.json", "flows.json"})
    void formats_giveTheSameFlows(String name) throws IOException {
        assertThat(read(name, true).stream().map(Accepted::flow))
                .isEqualTo(read("flows.csv", true).stream().map(Accepted::flow).toList());
    }

    private static long[] sums(List<Accepted> flows) {
        long[] sums = new long[6];
        for (Accepted accepted : flows) {
            sums[0]++;
            sums[1] += Math.max(0, accepted.flow().sourceBytes());
            sums[2] += Math.max(0, accepted.flow().destinationBytes());
            sums[3] += Math.max(0, accepted.flow().sourcePackets())
                    + Math.max(0, accepted.flow().destinationPackets());
            sums[4] += accepted.flow().timestampMicros() % 1_000_000;
            sums[5] += accepted.flow().service() == null ? 0 : 1;
        }
        return sums;
    }

    private static List<Accepted> read(String name, boolean withHeader) throws IOException {
        List<Accepted> flows = new ArrayList<>();
        FlowReader reader = new FlowReader();
        try (FlowFile file = FlowFile.open(OFFICE.resolve(name))) {
            for (FlowRecord next = file.next(); next != null; next = file.next()) {
                flows.add((Accepted) reader.read(next.value(), withHeader ? next.layout() : null));
            }
        }
        return flows;
    }
}

package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlowReadersTest {
    private static final int RECORDS = 2_000;

    private final FlowReaders readers = new FlowReaders();

    @Test
    void read_byManyThreadsAtOnce_givesEachItsOwnFlow() {
        List<String> sources = IntStream.range(0, RECORDS)
                .parallel()
                .mapToObj(i -> source(readers.read(record(i), null)))
                .toList();

        assertThat(sources)
                .containsExactlyElementsOf(IntStream.range(0, RECORDS)
                        .mapToObj(FlowReadersTest::host)
                        .toList());
    }

    @Test
    void read_afterARecordThatIsNoFlow_readsTheNext() {
        assertThat(readers.read("{\"ts\":".getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(ReadResult.Rejected.class);

        assertThat(source(readers.read(record(7), null))).isEqualTo(host(7));
    }

    private static byte[] record(int i) {
        return ("{\"ts\":1664462456,\"src_ip\":\"" + host(i) + "\",\"dst_ip\":\"8.8.8.8\",\"proto\":\"udp\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String host(int i) {
        return "10.0." + i / 250 + "." + (1 + i % 250);
    }

    private static String source(ReadResult read) {
        return ((Accepted) read).flow().source().text();
    }
}

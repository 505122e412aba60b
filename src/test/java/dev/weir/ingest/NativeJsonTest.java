package dev.weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeJsonTest {
    private static final Host A = new Host("a");
    private static final Host B = new Host("b");
    private static final int NONE = Flow.ABSENT;

    @Test
    void bytes_leavesOutWhatIsAbsent() {
        Flow bare = new Flow(null, 1, A, NONE, B, NONE, 99, Double.NaN, NONE, NONE, NONE, NONE, ConnState.ABSENT, null);
        assertThat(text(bare, Label.UNKNOWN))
                .isEqualTo("{\"ts\":0.000001,\"src_ip\":\"a\",\"dst_ip\":\"b\",\"proto\":\"99\"}");
    }

    @Test
    void bytes_writesEverythingThatIsThere() {
        Flow full = new Flow("C1", 1_664_462_456_755_299L, A, 1, B, 2, 6, 0.5, 3, 4, 5, 6, ConnState.SF, "http,ssl");
        assertThat(text(full, new Label(Optional.of(Verdict.MALICIOUS), "c2"))).isEqualTo("""
                {"id":"C1","ts":1664462456.755299,"src_ip":"a","src_port":1,"dst_ip":"b","dst_port":2,"proto":"tcp",\
                "duration":0.5,"src_bytes":3,"dst_bytes":4,"src_packets":5,"dst_packets":6,"state":"SF","service":"http,ssl",\
                "label":"malicious","category":"c2"}""");
    }

    private static String text(Flow flow, Label label) {
        return new String(NativeJson.bytes(flow, label), StandardCharsets.UTF_8);
    }
}

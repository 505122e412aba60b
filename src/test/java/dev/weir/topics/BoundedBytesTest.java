package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
    private final BoundedBytes bytes = new BoundedBytes(10);
    private final Headers headers = new RecordHeaders();

    @Test
    void keyAndValue_tooLong_areCut_andWhatIsMissingIsTheSum() {
        assertThat(bytes.deserialize("t", headers, ByteBuffer.allocate(13))).hasSize(10);
        assertThat(bytes.deserialize("t", headers, ByteBuffer.allocate(14))).hasSize(10);
        assertThat(BoundedBytes.cutOff(headers)).isEqualTo(7);
    }

    @Test
    void valueOfATopicThatIsWhole_isNotCut() {
        BoundedBytes restored = new BoundedBytes(10, topic -> topic.endsWith("-changelog"));

        assertThat(restored.deserialize("a-changelog", headers, ByteBuffer.allocate(100)))
                .hasSize(100);
        assertThat(restored.deserialize("scored", headers, ByteBuffer.allocate(100)))
                .hasSize(10);
        assertThat(BoundedBytes.cutOff(headers)).isEqualTo(90);
    }

    @Test
    void noteOfASender_isNotBelieved() {
        headers.add("weir.cut-off", new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
        headers.add("other", new byte[1]);

        assertThat(bytes.deserialize("t", headers, ByteBuffer.allocate(10))).hasSize(10);
        assertThat(BoundedBytes.cutOff(headers)).isZero();
        assertThat(headers).hasSize(1);
    }

    @Test
    void headers_tooLong_areDropped_theFirstStay() {
        headers.add("a", new byte[100]).add("b", new byte[1_000_000]).add("c", new byte[1]);

        bytes.deserialize("t", headers, ByteBuffer.allocate(12));
        bytes.deserialize("t", headers, ByteBuffer.allocate(0));

        assertThat(headers.lastHeader("a").value()).hasSize(100);
        assertThat(headers.lastHeader("b")).isNull();
        assertThat(BoundedBytes.cutOff(headers)).isEqualTo(1_000_001 + 2 + 2);
    }
}

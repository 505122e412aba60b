package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class FreshFlowsTest {
    private final FreshFlows flows = new FreshFlows();

    @Test
    void first_isTheLeastKeyOfTheRange_inWhateverOrderTheyCame() {
        add("b2", "b1", "c1", "a1", "b3");

        assertThat(Objects.requireNonNull(flows.first(key("b"), key("c"))).key).isEqualTo(key("b1"));
        assertThat(flows.first(key("bb"), key("c"))).isNull();
    }

    @Test
    void theLatestOfAKey_isFound_andComesLastToTheDisk() {
        flows.add(key("a"), new byte[] {1});
        add("b");
        flows.add(key("a"), new byte[] {2});

        assertThat(Objects.requireNonNull(flows.first(key("a"), key("b"))).value)
                .containsExactly(2);
        assertThat(flows.sorted()).extracting(flow -> flow.value[0]).containsExactly((byte) 1, (byte) 2, (byte) 0);
    }

    @Test
    void sorted_holdsAll_aboveTheFirstRoomAndByUnsignedBytes() {
        int many = 3_000;
        for (int i = many; i > 0; i--) {
            flows.add(Bytes.wrap(new byte[] {(byte) (i >> 8), (byte) i}), new byte[1]);
        }

        assertThat(flows.sorted()).hasSize(many).extracting(flow -> flow.key).isSorted();
        assertThat(flows.bytes()).isEqualTo(3 * many);
    }

    private void add(String... keys) {
        for (String key : keys) {
            flows.add(key(key), new byte[1]);
        }
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}

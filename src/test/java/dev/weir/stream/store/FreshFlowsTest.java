package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class FreshFlowsTest {
    private final FreshFlows flows = new FreshFlows();

    @Test
    void first_isThatOfTheLeastPlace_inWhateverOrderTheyCame() {
        add(KeptFlowStore.key("b", 2), KeptFlowStore.key("b", 1), KeptFlowStore.key("a", 0), KeptFlowStore.key("b", 3));

        assertThat(Objects.requireNonNull(flows.first(key("b"))).key).isEqualTo(key(KeptFlowStore.key("b", 1)));
        Bytes exact = key(KeptFlowStore.key("b", 2));
        assertThat(Objects.requireNonNull(flows.first(exact)).key).isEqualTo(exact);
        assertThat(flows.first(key("c"))).isNull();
    }

    @Test
    void idsThatEndAlike_areToldApart() {
        String long1 = "C1-0123456789";
        String long2 = "C2-0123456789";
        add(KeptFlowStore.key(long1, 1), KeptFlowStore.key(long2, 2), KeptFlowStore.key("1", 3));

        assertThat(Objects.requireNonNull(flows.first(key(long2))).key).isEqualTo(key(KeptFlowStore.key(long2, 2)));
        assertThat(flows.first(key("0123456789"))).isNull();
        assertThat(flows.first(key("C1-012345678"))).isNull();
        assertThat(flows.first(key(""))).isNull();
    }

    @Test
    void flowWithoutAPlace_comesBeforeThoseWithOne() {
        add(KeptFlowStore.key("id-of-a-flow", 1), "id-of-a-flow");

        assertThat(Objects.requireNonNull(flows.first(key("id-of-a-flow"))).key).isEqualTo(key("id-of-a-flow"));
    }

    @Test
    void theLatestOfAKey_isFound_andComesLastToTheDisk() {
        flows.add(key("a"), new byte[] {1});
        add("b");
        flows.add(key("a"), new byte[] {2});

        assertThat(Objects.requireNonNull(flows.first(key("a"))).value).containsExactly(2);
        assertThat(flows.sorted()).extracting(flow -> flow.value[0]).containsExactly((byte) 1, (byte) 2, (byte) 0);
    }

    @Test
    void flows_areFoundAboveTheFirstRoom() {
        for (int i = 0; i < 3_000; i++) {
            add(KeptFlowStore.key("0-" + i, i));
        }

        for (int i = 0; i < 3_000; i++) {
            assertThat(Objects.requireNonNull(flows.first(key("0-" + i))).key)
                    .isEqualTo(key(KeptFlowStore.key("0-" + i, i)));
        }
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

    @Property
    void sorted_isTheOrderOfTheBytes_alsoWhereKeysBeginAlikeOrAreShort(
            @ForAll List<@AlphaChars @StringLength(max = 2) String> ends, @ForAll boolean isShort) {
        FreshFlows some = new FreshFlows();
        for (String end : ends) {
            some.add(key(isShort ? end : "flow-id" + end), new byte[1]);
        }
        List<Bytes> expected = new ArrayList<>();
        ends.forEach(end -> expected.add(key(isShort ? end : "flow-id" + end)));
        expected.sort(Comparator.naturalOrder());

        assertThat(some.sorted()).extracting(flow -> flow.key).isEqualTo(expected);
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

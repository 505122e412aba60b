package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FlowCodecTest {
    private final FlowCodec codec = new FlowCodec();

    @Test
    void decode_otherFormat_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(new byte[] {99, 0, 0}))
                .withMessageContaining("release");
    }

    @Property
    void encode_thenDecode_isTheSame(
            @ForAll @AlphaChars @StringLength(min = 1, max = Host.MAX_LENGTH) String host,
            @ForAll @IntRange(min = -1, max = Flow.MAX_PORT) int port,
            @ForAll @IntRange(max = 255) int protocol,
            @ForAll @LongRange(min = -1) long amount,
            @ForAll @LongRange(max = Flow.MAX_TIMESTAMP_MICROS) long timestampMicros,
            @ForAll @DoubleRange(max = 1e9) double durationSeconds,
            @ForAll ConnState state,
            @ForAll @StringLength(min = 1, max = Flow.MAX_SERVICE_LENGTH) String service,
            @ForAll boolean absent) {
        Flow flow = new Flow(
                absent ? null : "C" + host,
                timestampMicros,
                new Host(host),
                port,
                new Host("AS64512"),
                Flow.MAX_PORT,
                protocol,
                absent ? Double.NaN : durationSeconds,
                amount,
                Flow.ABSENT,
                Long.MAX_VALUE,
                0,
                state,
                absent || !isEncodable(service) ? null : service);
        FlowId id = flow.idOr(3, 14);

        assertThat(codec.decode(codec.encode(id, flow))).isEqualTo(new FlowCodec.IdentifiedFlow(id, flow));
    }

    private static boolean isEncodable(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}

package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.KeptFlow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.state.internals.RecordConverters;
import org.junit.jupiter.api.Test;

class RestoredValueTest {
    private static final byte[] JSON = "{\"scored_at\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void headerOfARestoredRecord_isWhatWouldHaveBeenKept() {
        byte[] packed = new byte[120];
        packed[0] = 3;
        Headers headers = new RecordHeaders().add("trace", null).add(KeptFlow.HEADER, packed);

        assertThat(RestoredValue.kept(restored(headers, JSON))).isEqualTo(packed);
    }

    @Test
    void restoredRecordWithoutIt_isKeptWhole() {
        assertThat(RestoredValue.kept(restored(new RecordHeaders(), JSON))).isEqualTo(JSON);
        assertThat(RestoredValue.kept(restored(new RecordHeaders().add("trace", new byte[300]), JSON)))
                .isEqualTo(JSON);
    }

    @Test
    void whatWasKeptAsItCame_staysAsItIs() {
        for (byte[] value : new byte[][] {JSON, {1, 2}, {3}, {}}) {
            assertThat(RestoredValue.kept(value)).isSameAs(value);
        }
        assertThat(RestoredValue.kept(null)).isNull();
    }

    /** Lengths in it may promise gigabytes. */
    @Property
    void anyBytes_areNoHarm(@ForAll byte[] value) {
        assertThat(RestoredValue.kept(value)).isNotNull().hasSizeLessThanOrEqualTo(value.length);
    }

    private static byte[] restored(Headers headers, byte[] value) {
        return RecordConverters.rawValueToHeadersValue()
                .convert(new ConsumerRecord<>(
                        "t",
                        0,
                        0,
                        7,
                        TimestampType.CREATE_TIME,
                        1,
                        value.length,
                        new byte[1],
                        value,
                        headers,
                        Optional.empty()))
                .value();
    }
}

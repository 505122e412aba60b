package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickHashTest {
    private static final String TEXT = "Gr\u00fc\u00dfe";

    /** The hash of no bytes and of {@code foobar} are test vectors of the draft that defines FNV. */
    @Test
    void bytes_haveTheHashThatTheyAlwaysHad() {
        assertThat(QuickHash.add(QuickHash.START, new byte[0])).isEqualTo(0xcbf29ce484222325L);
        assertThat(QuickHash.add(QuickHash.START, "foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0x85944171f73967e8L);
        assertThat(QuickHash.add(QuickHash.START, TEXT.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(0x20e72e11e324b0b8L);
    }

    @Test
    void text_hasTheHashThatItAlwaysHad() {
        assertThat(QuickHash.add(QuickHash.START, "")).isEqualTo(0xcbf29ce484222325L);
        assertThat(QuickHash.add(QuickHash.START, TEXT)).isEqualTo(0xa35b3d8ce8533af8L);
        assertThat(QuickHash.add(7, "scan")).isEqualTo(0xd6b044c8f5b1795eL);
    }

    @Test
    void mix_scramblesAsItAlwaysDid() {
        assertThat(QuickHash.mix(0)).isZero();
        assertThat(QuickHash.mix(1)).isEqualTo(0x5692161d100b05e5L);
        assertThat(QuickHash.mix(-1)).isEqualTo(0xb4d055fcf2cbbd7bL);
    }
}

package dev.weir.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private final Proxies proxies = new Proxies("10.0.0.5, 10.1.0.0/16, fd00::1");

    @Test
    void list_thatIsNoAddress_isRefused() {
        assertThatThrownBy(() -> new Proxies("proxy.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("addresses or networks");
    }

    @Test
    void forwarded_fromAnybodyElse_isIgnored() {
        assertThat(proxies.origin("192.0.2.1", List.of("for=198.51.100.7;proto=https")))
                .isEqualTo(new Origin("192.0.2.1", false));
        assertThat(new Proxies("").origin("127.0.0.1", List.of("for=198.51.100.7;proto=https")))
                .isEqualTo(new Origin("127.0.0.1", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "10.0.0.5 | for=198.51.100.7 | 198.51.100.7 | false",
                "10.1.2.3 | FOR=198.51.100.7:4711;Proto=HTTPS;by=10.1.2.3 | 198.51.100.7 | true",
                "fd00::1 | for=\"[2001:db8::7]:4711\";proto=https | 2001:db8::7 | true",
                "10.0.0.5 | for=1.1.1.1, for=198.51.100.7;proto=https | 198.51.100.7 | true",
                "10.0.0.5 | for=198.51.100.7;proto=https, for=10.1.0.9;proto=http | 198.51.100.7 | true",
                "10.0.0.5 | for=_hidden | _hidden | false",
                "10.0.0.5 | proto=https | 10.0.0.5 | true",
                "10.0.0.5 | for=\"a,b\";proto=https | a,b | true",
                "10.0.0.5 | \"\"\"\"=;;,,for | 10.0.0.5 | false"
            })
    void forwarded_fromANamedProxy_countsUpToTheFirstThatIsNone(
            String peer, String header, String address, boolean isSecure) {
        assertThat(proxies.origin(peer, List.of(header))).isEqualTo(new Origin(address, isSecure));
    }

    @Test
    void header_inSeveralLines_isReadAsOne() {
        assertThat(proxies.origin("10.0.0.5", List.of("for=1.1.1.1", "for=2.2.2.2")))
                .isEqualTo(new Origin("2.2.2.2", false));
    }

    @Test
    void hugeHeader_isIgnored() {
        assertThat(proxies.origin("10.0.0.5", List.of("for=" + "\"a".repeat(5_000))))
                .isEqualTo(new Origin("10.0.0.5", false));
    }
}

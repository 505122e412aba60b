package dev.weir.sharing.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedHostTest {
    private static final NamedHost IPV4 = NamedHost.of(List.of("10.0.0.5"));
    private static final NamedHost IPV6 = NamedHost.of(List.of("2001:db8::a5"));
    private static final NamedHost NAME = NamedHost.of(List.of("printer-1.lan"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5",
                "{\"src_ip\":\"10.0.0.5\"}",
                "seen 10.0.0.5.",
                "10.0.0.5:443",
                "10.0.0.5/32",
                "192.168.1.1-10.0.0.5-443-6",
                "6:443:10.0.0.5",
                "::ffff:10.0.0.5",
                "::FFFF:0a00:0005",
                "{\"comment\":\"blocked\\n10.0.0.5\"}",
                "{\"src_ip\":\"\\u0031\\u0030.0.0.5\"}",
                "{\"message\":\"{\\\"src\\\":\\\"\\\\u00310.0.0.5\\\"}\"}",
                "\u0000\u000710.0.0.5\u0000"
            })
    void ipv4_isFound_howeverItIsWritten(String text) {
        assertThat(IPV4.isNamedIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "110.0.0.5",
                "10.0.0.55",
                "10.0.0.5.1",
                "x10.0.0.5",
                "10.0.0.5x",
                "10.0.0.5.example",
                "10.0.0.05",
                "\\u00",
                "\\"
            })
    void anotherHost_isNotMeant(String text) {
        assertThat(IPV4.isNamedIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:DB8:0:0:0:0:0:A5",
                "\"2001:0db8::00a5\"",
                "[2001:db8::a5]:443",
                "2001:db8::a5%eth0",
                "2001:db8::a5-2001:db8::1-443-80-6",
                "at 12:30:45 2001:db8::a5"
            })
    void ipv6_isFound_inEverySpelling(String text) {
        assertThat(IPV6.isNamedIn(text)).isTrue();
    }

    @Test
    void ipv6_isFoundAsItIsSpelled_withItsZone() {
        List<String> found = new ArrayList<>();
        IPV6.find("2001:db8::a5%eth0 and 2001:DB8::A5", found::add);
        assertThat(found).containsExactly("2001:db8::a5%eth0", "2001:DB8::A5");
        assertThat(IPV6.isNamedIn("2001:db8::a51 2001:db8::a5:1 12:30:45")).isFalse();
    }

    @Test
    void name_isMeantWhole_inAnyCase() {
        assertThat(NAME.isNamedIn("on PRINTER-1.lan: jam")).isTrue();
        assertThat(NAME.isNamedIn("printer-1.lan.example my-printer-1.lan printer-1xlan"))
                .isFalse();
    }
}

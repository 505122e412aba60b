package dev.weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "010.0.0.1", "0x7f.0.0.1", "127.1", "1", "2130706433", "10.0.0", "10.0.0.256", "10.0.0.*", "10.0.0.1-9",
                "host", "", "::g", "00:11:22:33:44:55", "AS64512", "10.0.0.1.", "1::2::3", "%", "fe80::1%%"
            })
    void address_inAFormThatProgramsReadDifferently_isNone(String text) {
        assertThat(Addresses.address(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,10.0.0.1",
        "2001:DB8:0:0:0:0:0:1,2001:db8::1",
        "::ffff:10.0.0.1,10.0.0.1",
        "::FFFF:0A00:0001,10.0.0.1",
        "fe80::1%eth0,fe80::1"
    })
    void address_hasOneSpelling(String text, String canonical) {
        assertThat(Addresses.canonical(new Host(text))).contains(new Host(canonical));
    }

    @Test
    void network_isNoAddress() {
        assertThat(Addresses.address("10.0.0.0/24")).isEmpty();
        assertThat(Addresses.network("10.0.0.7/24").orElseThrow().toPrefixLengthString())
                .isEqualTo("10.0.0.0/24");
    }

    @Test
    void mappedNetwork_holdsTheIpv4Address() {
        AddressSet set = new AddressSet();
        set.add(Addresses.network("::ffff:10.0.0.0/120").orElseThrow(), "mapped");

        assertThat(set.find(Addresses.address("10.0.0.9").orElseThrow())).contains("mapped");
        assertThat(set.contains(Addresses.address("10.0.1.9").orElseThrow())).isFalse();
    }
}

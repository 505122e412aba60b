package dev.weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "224.0.0.251", "239.255.255.250", "255.255.255.255", "10.1.2.255", "169.254.7.7", "ff02::fb",
                "FF02::1:3", "ff05::c", "ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:fb", "33:33:00:00:00:fb", "fe80::1",
                "febf::1%eth0"
            })
    void datagramToAGroup_isAnAnnouncement(String destination) {
        assertThat(GroupAddress.isAnnouncement(flow(destination, Protocol.UDP))).isTrue();
        assertThat(GroupAddress.isAnnouncement(flow(destination, Protocol.TCP))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "223.255.255.254",
                "240.0.0.1",
                "2001:db8::ff02",
                "fec0::1",
                "f:f::1",
                "ff",
                "f",
                "fe",
                "fd00::1",
                "00:11:22:33:44:55",
                "printer",
                "x.255",
                "224",
                "1234.0.0.255",
                "AS255",
                ".255",
                "::",
                "b8:27:eb:15:88:9c",
                "fe:80"
            })
    void datagramToAHost_isNone(String destination) {
        assertThat(GroupAddress.isAnnouncement(flow(destination, Protocol.UDP))).isFalse();
    }

    @Test
    void addressThatEndsIn255_isAHost_unlessAskedWhatIsAskedOfAll() {
        Flow name = flow("198.51.100.255", Protocol.UDP, 53);
        assertThat(GroupAddress.isAnnouncement(name)).isFalse();
        assertThat(GroupAddress.isAnnouncement(flow("10.0.0.255", Protocol.UDP, 137)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "224.0.0.22", "router"})
    void membership_isAlwaysAnAnnouncement(String destination) {
        assertThat(GroupAddress.isAnnouncement(flow(destination, 2))).isTrue();
    }

    @Test
    void talkOfNeighbours_isAnAnnouncement_unlessItIsAnswered() {
        assertThat(GroupAddress.isAnnouncement(flow("10.1.2.3", Protocol.UNKNOWN)))
                .isTrue();
        assertThat(GroupAddress.isAnnouncement(flow("10.1.2.3", Protocol.UNKNOWN, 0, 28)))
                .isFalse();
        assertThat(GroupAddress.isAnnouncement(flow("10.1.2.3", Protocol.ICMP))).isFalse();
    }

    private static Flow flow(String destination, int protocol) {
        return flow(destination, protocol, 5353);
    }

    private static Flow flow(String destination, int protocol, int port) {
        return flow(destination, protocol, port, 0);
    }

    private static Flow flow(String destination, int protocol, int port, long answer) {
        return new Flow(
                null,
                0,
                new Host("a"),
                5353,
                new Host(destination),
                port,
                protocol,
                0,
                1,
                answer,
                1,
                0,
                ConnState.S0,
                null);
    }
}

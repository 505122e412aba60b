package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreatShapesTest {
    private final Map<String, Double> columns = new HashMap<>();

    @Test
    void nothingKnown_isUnknown_andSaysNothing() {
        assertThat(shape(443, 100, 100)).isEqualTo(Threat.UNKNOWN);
    }

    @Test
    void furtherPorts_areAPortScan_withTheNumbersAsEvidence() {
        counted("src.new_ports.60s", 212).counted("src.probes.60s", 208).counted("src.new_peers.60s", 1);
        Threat threat = shape(99, 0, 0);
        assertThat(threat.kind()).isEqualTo(ThreatKind.PORT_SCAN);
        assertThat(threat.kind().technique()).isEqualTo("T1046");
        assertThat(threat.evidence()).isEqualTo("212 further ports asked in a minute, 208 attempts in vain");
    }

    @Test
    void ports_thatAnswer_areNoScan() {
        counted("src.new_ports.60s", 8).counted("src.probes.60s", 1);
        assertThat(shape(119, 4_600, 618)).isEqualTo(Threat.UNKNOWN);
    }

    @Test
    void peersAndPortsAlike_ofWhichManyAnswer_areAPeerToPeerProgram_andNoSweep() {
        counted("src.new_ports.60s", 18).counted("src.new_peers.60s", 46).counted("src.probes.60s", 12);
        assertThat(shape(14_196, 384, 0)).isEqualTo(Threat.UNKNOWN);
    }

    @Test
    void unansweredPacketOfAStranger_isPartOfASweep_butNotAmongAHundredOthers() {
        columns.put("src.contact_failure_ratio.60s", 1.0);
        columns.put("src.new_peer", 1.0);
        assertThat(shape(8_443, 0, 0).evidence()).isEqualTo("a host not heard of before, and its only attempt in vain");
        counted("dst.count.10s", 12);
        assertThat(shape(8_443, 0, 0)).isEqualTo(Threat.UNKNOWN);
    }

    @Test
    void unansweredStrangersAtOneHost_areAFlood() {
        counted("dst.count.10s", 20).counted("dst.new_peers.60s", 25).counted("dst.probes.60s", 24);
        assertThat(shape(443, 0, 0).kind()).isEqualTo(ThreatKind.FLOOD);
        counted("dst.probes.60s", 1);
        assertThat(shape(443, 0, 0).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void logIns_thatNobodyAnswers_areNoGuesses() {
        counted("pair.count.1h", 80);
        columns.put("pair.failure_ratio.1h", 1.0);
        assertThat(shape(22, 0, 0).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void callsAgainAndAgainInVain_areABeacon() {
        counted("pair.count.1h", 300).counted("pair.interval", 5_000);
        columns.put("pair.jitter", 0.9);
        columns.put("pair.failure_ratio.1h", 0.8);
        assertThat(shape(6_667, 0, 0).evidence())
                .isEqualTo("300 calls to one host in an hour, every 5 s, 80 % of them in vain");
    }

    @Test
    void furtherHosts_areASweep_ifTheyFail() {
        counted("src.new_peers.60s", 40).counted("src.probes.60s", 30);
        assertThat(shape(443, 0, 0).kind()).isEqualTo(ThreatKind.HOST_SWEEP);
        counted("src.probes.60s", 1);
        assertThat(shape(443, 100, 100).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void logIns_areGuesses_onlyAtALoginService() {
        counted("pair.count.60s", 20);
        assertThat(shape(22, 1_000, 1_000).kind()).isEqualTo(ThreatKind.PASSWORD_GUESSING);
        assertThat(shape(443, 1_000, 1_000).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void manyFlowsToOneHost_areAFlood() {
        counted("dst.count.10s", 500).counted("dst.new_peers.60s", 400);
        assertThat(shape(80, 0, 0).evidence()).isEqualTo("500 flows to one host in ten seconds, 400 sources new to it");
    }

    @Test
    void bytesThatLeave_areExfiltration_unlessAsManyCome() {
        assertThat(shape(443, 40_000_000, 90_000).kind()).isEqualTo(ThreatKind.EXFILTRATION);
        assertThat(shape(443, 40_000_000, 30_000_000).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void evenCalls_areABeacon_andUnevenAreNot() {
        counted("pair.count.1h", 30).counted("pair.interval", 60_000);
        columns.put("pair.jitter", 0.02);
        assertThat(shape(443, 300, 300).kind()).isEqualTo(ThreatKind.BEACON);
        columns.put("pair.jitter", 1.2);
        assertThat(shape(443, 300, 300).kind()).isEqualTo(ThreatKind.UNKNOWN);
    }

    @Test
    void remoteControlOfHostAfterHost_isLateralMovement() {
        counted("src.new_peers.60s", 3).counted("src.flows", 400);
        assertThat(shape(445, 5_000, 4_000).kind()).isEqualTo(ThreatKind.LATERAL_MOVEMENT);
    }

    private ThreatShapesTest counted(String column, double number) {
        columns.put(column, Math.log1p(number));
        return this;
    }

    private Threat shape(int port, long sent, long received) {
        Flow flow = new Flow(
                null,
                0,
                new Host("10.0.0.5"),
                40_000,
                new Host("10.0.0.6"),
                port,
                6,
                1,
                sent,
                received,
                2,
                2,
                ConnState.SF,
                null);
        return ThreatShapes.of(flow, column -> columns.getOrDefault(column, Double.NaN));
    }
}

package dev.weir.ingest.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;
import dev.weir.ingest.record.TcpFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StitcherTest {
    private static final int ALL = TcpFlags.SYN | TcpFlags.ACK | TcpFlags.FIN;
    private static final long START = 1_700_000_000_000_000L;

    private final List<Flow> flows = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Stitcher<String> stitcher = new Stitcher<>(Duration.ofSeconds(30), 1_000, this::add);
    private final Map<Long, Half<String>> kept = new TreeMap<>();
    private final Map<Long, Long> since = new TreeMap<>();

    @Test
    void twoDirections_areOneFlowOfTheClient_whicheverComesFirst() {
        take(tcp("10.0.0.9", 443, "10.0.0.1", 50_000, 0.01, ALL));
        take(tcp("10.0.0.1", 50_000, "10.0.0.9", 443, 0, ALL));
        take(tcp("10.0.0.1", 50_001, "10.0.0.9", 443, 1, ALL));
        take(tcp("10.0.0.9", 443, "10.0.0.1", 50_001, 1.01, ALL));

        assertThat(flows).hasSize(2).allSatisfy(flow -> {
            assertThat(flow.source().text()).isEqualTo("10.0.0.1");
            assertThat(flow.destinationPort()).isEqualTo(443);
            assertThat(flow.state()).isEqualTo(ConnState.SF);
            assertThat(flow.sourceBytes()).isEqualTo(500);
            assertThat(flow.destinationBytes()).isEqualTo(500);
            assertThat(flow.durationSeconds()).isEqualTo(0.21);
        });
        assertThat(stitcher.waiting()).isZero();
    }

    @Test
    void whoSentSynAlone_isTheClient_evenFromALowPort() {
        take(tcp("10.0.0.1", 80, "10.0.0.9", 40_000, 0, TcpFlags.SYN));
        take(tcp("10.0.0.9", 40_000, "10.0.0.1", 80, 0, TcpFlags.RST | TcpFlags.ACK));

        assertThat(flows).hasSize(1);
        assertThat(flows.get(0).source().text()).isEqualTo("10.0.0.1");
        assertThat(flows.get(0).state()).isEqualTo(ConnState.REJ);
    }

    @Test
    void directionWithoutTheOther_goesOnAfterTheWindow_withWhatItKnows() {
        take(tcp("10.0.0.1", 40_000, "10.0.0.9", 22, 0, TcpFlags.SYN));
        take(tcp("10.0.0.1", 40_001, "10.0.0.9", 22, 1, TcpFlags.SYN | TcpFlags.ACK));
        take(tcp("10.0.0.9", 22, "10.0.0.2", 40_002, 2, ALL));
        assertThat(flows).isEmpty();

        take(tcp("10.0.0.7", 1, "10.0.0.8", 2, 40, ALL));

        assertThat(flows).hasSize(3);
        assertThat(flows.get(0).state()).isEqualTo(ConnState.S0);
        assertThat(flows.get(0).destinationPackets()).isZero();
        assertThat(flows.get(1).state()).isEqualTo(ConnState.ABSENT);
        assertThat(flows.get(1).destinationPackets()).isEqualTo(Flow.ABSENT);
        assertThat(flows.get(2).source().text()).as("the server's direction").isEqualTo("10.0.0.2");
        assertThat(flows.get(2).sourceBytes()).isEqualTo(Flow.ABSENT);
        assertThat(flows.get(2).destinationBytes()).isEqualTo(500);
    }

    @Test
    void flowsOfOnePair_areJoinedEachWithTheNearest() {
        take(udp("10.0.0.1", 5_000, "10.0.0.9", 53, 0));
        take(udp("10.0.0.1", 5_000, "10.0.0.9", 53, 10));
        take(udp("10.0.0.9", 53, "10.0.0.1", 5_000, 10.1));
        take(udp("10.0.0.9", 53, "10.0.0.1", 5_000, 0.1));

        assertThat(flows).extracting(Flow::timestampMicros).containsExactly(START + 10_000_000, START);
    }

    @Test
    void echo_isJoinedWithItsReply_andAMessageThatStandsAloneDoesNotWait() {
        take(half("10.0.0.9", 0, "10.0.0.1", 0, Protocol.ICMP, 0, TcpFlags.UNTOLD));
        take(half("10.0.0.1", 8, "10.0.0.9", 0, Protocol.ICMP, 0, TcpFlags.UNTOLD));
        take(half("10.0.0.9", 3, "10.0.0.1", 1, Protocol.ICMP, 0, TcpFlags.UNTOLD));
        take(udp("10.0.0.9", 5_353, "224.0.0.251", 5_353, 0));

        assertThat(flows)
                .extracting(flow -> flow.source() + " " + flow.sourcePort())
                .containsExactly("10.0.0.1 8", "10.0.0.9 3", "10.0.0.9 5353");
    }

    @Test
    void more_thanMayWait_lettTheOldestGo() {
        for (int i = 0; i < 1_500; i++) {
            take(udp("10.0.0.1", i, "10.0.0.9", 53, 0));
        }
        assertThat(stitcher.waiting()).isEqualTo(1_000);
        assertThat(flows).hasSize(500);
        for (int i = 0; i < 100; i++) {
            take(udp("10.0.0.2", 7, "10.0.0.9", 53, 0));
        }
        assertThat(stitcher.waiting()).as("of one pair few wait").isLessThanOrEqualTo(1_000);
        stitcher.letGoOfAll();
        assertThat(flows).hasSize(1_600);
    }

    @Test
    void clockOfASensorThatIsAhead_movesTimeNoFurtherThanNow() {
        take(udp("10.0.0.1", 5_000, "10.0.0.9", 53, 0));
        stitcher.take(udp("10.0.0.3", 5_000, "10.0.0.9", 53, 86_400), START + 1_000_000, 0);
        take(udp("10.0.0.9", 53, "10.0.0.1", 5_000, 0.1));

        assertThat(flows).extracting(Flow::destinationBytes).containsExactly(500L);
    }

    @Test
    void whatWaits_isKept_andJoinedAfterARestart() {
        take(udp("10.0.0.1", 5_000, "10.0.0.9", 53, 0));
        take(udp("10.0.0.1", 5_001, "10.0.0.9", 53, 0));
        save();
        take(udp("10.0.0.9", 53, "10.0.0.1", 5_001, 0));
        save();
        assertThat(kept).hasSize(1);

        Stitcher<String> next = new Stitcher<>(Duration.ofSeconds(30), 1_000, this::add);
        kept.forEach((number, half) -> next.restore(number, since.getOrDefault(number, 0L), half, 1_000_000));
        next.letGoOf(1_029_000);
        assertThat(flows).hasSize(1);
        next.take(udp("10.0.0.9", 53, "10.0.0.1", 5_000, 0), -1, 1_029_000);

        assertThat(flows).extracting(Flow::destinationBytes).containsExactly(500L, 500L);
        next.save((number, at, half) -> kept.put(number, half), kept::remove);
        assertThat(kept).isEmpty();
    }

    @Test
    void whereNothingComes_theClockLetsThemGo() {
        stitcher.take(udp("10.0.0.1", 5_000, "10.0.0.9", 53, 0), -1, 1_000);
        stitcher.letGoOf(31_000);
        assertThat(flows).isEmpty();
        stitcher.letGoOf(31_001);
        assertThat(flows).hasSize(1);
    }

    private void save() {
        stitcher.save(
                (number, at, half) -> {
                    kept.put(number, half);
                    since.put(number, at);
                },
                kept::remove);
    }

    private void add(Flow flow, String client, @Nullable String server) {
        flows.add(flow);
        names.add(client);
    }

    private void take(Half<String> half) {
        stitcher.take(half, -1, 0);
    }

    private static Half<String> udp(String from, int port, String to, int otherPort, double second) {
        return half(from, port, to, otherPort, Protocol.UDP, second, TcpFlags.UNTOLD);
    }

    private static Half<String> tcp(String from, int port, String to, int otherPort, double second, int flags) {
        return half(from, port, to, otherPort, Protocol.TCP, second, flags);
    }

    private static Half<String> half(
            String from, int port, String to, int otherPort, int protocol, double second, int flags) {
        Flow flow = new Flow(
                null,
                START + Math.round(second * 1e6),
                new Host(from),
                port,
                new Host(to),
                otherPort,
                protocol,
                0.2,
                500,
                Flow.ABSENT,
                5,
                Flow.ABSENT,
                ConnState.ABSENT,
                null);
        return new Half<>(flow, flags, from);
    }
}

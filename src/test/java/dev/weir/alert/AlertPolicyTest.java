package dev.weir.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import dev.weir.scoring.ScoreExplanation;
import dev.weir.scoring.ScoredFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {
    private final Map<String, byte[]> kept = new HashMap<>();
    private final StoryStore store = new StoryStore() {
        @Override
        public void put(String key, byte[] story) {
            kept.put(key, story);
        }

        @Override
        public void delete(String key) {
            kept.remove(key);
        }

        @Override
        public void forEach(BiConsumer<String, byte[]> action) {
            kept.forEach(action);
        }
    };

    private AlertPolicy policy = policy();
    private int number;
    private int records;
    private int raised;

    @Test
    void savedStateThatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy.load(new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> OpenStory.of("kx tcp/1", new byte[7]));
        assertThatIllegalArgumentException().isThrownBy(() -> StoryKey.of("nonsense"));
    }

    @Test
    void settingOutOfRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertSettings(Duration.ZERO))
                .withMessageContaining("PT0S");
    }

    @Test
    void scoreBelowTheThreshold_isQuiet_andPartOfNoAlert() {
        Flow flow = flow(0, "10.0.0.1", "10.0.0.9", 22);
        assertThat(policy.judge(new FlowId("f"), flow, 0.4)).isEqualTo(Ruling.QUIET);
        assertThatNullPointerException()
                .isThrownBy(() -> policy.alert(
                        new ScoredFlow(new FlowId("f"), flow, 0, 0.4, 0),
                        new ScoreExplanation(0, 0, List.of(), 0, 0.5),
                        Optional.empty(),
                        Threat.UNKNOWN));
        assertThat(kept).isEmpty();
    }

    @Test
    void flood_isOneAlertWithARecordAtEachDoubling_andForEachServer() {
        for (int i = 0; i < 10_000; i++) {
            judge(i / 100, "10.0.0.1", "10.0.0." + i % 5, 80, 0.95);
        }
        assertThat(raised).isEqualTo(1);
        assertThat(records).isEqualTo(19);
        Alert alert = alert(100, "10.0.0.1", "10.0.0.7", 80, 0.95);
        assertThat(alert.id()).isEqualTo(new FlowId("f0"));
        assertThat(alert.rule()).isEqualTo(AlertRule.THRESHOLD);
        assertThat(alert.threshold()).isEqualTo(0.5);
        assertThat(alert.story()).isEqualTo(new Alert.Story("tcp/80", 10_001, 0, 100_000_000L, 6));
    }

    @Test
    void worseFlow_renewsTheAlert_andABetterOneDoesNotCalmIt() {
        judge(0, "10.0.0.1", "10.0.0.9", 80, 0.6);
        judge(1, "10.0.0.1", "10.0.0.9", 80, 0.6);
        assertThat(judge(2, "10.0.0.1", "10.0.0.9", 80, 0.6)).isEqualTo(Ruling.JOINED);
        assertThat(judge(2, "10.0.0.1", "10.0.0.9", 443, 0.6)).isEqualTo(Ruling.RAISED);
        assertThat(policy.judge(new FlowId("g"), flow(3, "10.0.0.1", "10.0.0.9", 80), 0.995))
                .isEqualTo(Ruling.RENEWED);
        assertThat(alert(4, "10.0.0.1", "10.0.0.9", 80, 0.6).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void silenceOfAWindow_endsTheStory_whereverItIsInTheOrder() {
        judge(0, "10.0.0.1", "10.0.0.9", 80, 0.6);
        judge(100, "10.0.0.2", "10.0.0.9", 80, 0.6);
        assertThat(judge(599, "10.0.0.1", "10.0.0.9", 80, 0.6)).isEqualTo(Ruling.RENEWED);
        assertThat(judge(701, "10.0.0.2", "10.0.0.9", 80, 0.6)).isEqualTo(Ruling.RAISED);
        assertThat(judge(1199, "10.0.0.1", "10.0.0.9", 80, 0.6)).isNotEqualTo(Ruling.RAISED);
        assertThat(judge(1800, "10.0.0.1", "10.0.0.9", 80, 0.6)).isEqualTo(Ruling.RAISED);
        assertThat(kept).hasSize(1);
    }

    @Test
    void scanOfAllPorts_isAHandfulOfAlerts() {
        for (int port = 1; port < 5_000; port++) {
            judge(port / 100, "10.0.0.1", "10.0.0.9", port, 0.95);
        }
        assertThat(raised).isEqualTo(9);
        assertThat(records).isLessThan(30);
        assertThat(alert(51, "10.0.0.1", "10.0.0.9", 9_999, 0.95).story().kind())
                .isEqualTo("many ports");
    }

    @Test
    void floodFromForgedSources_isAHandfulOfAlerts() {
        for (int i = 0; i < 5_000; i++) {
            judge(i / 100, "10." + i / 250 + ".0." + i % 250, "10.0.0.9", 80, 0.95);
        }
        assertThat(raised).isEqualTo(9);
        assertThat(alert(51, "10.99.0.1", "10.0.0.9", 80, 0.95).story().kind()).isEqualTo("many sources, tcp/80");
    }

    @Test
    void storiesBeyondTheBound_leaveTheOneThatWasQuietForLongest() {
        for (int i = 0; i < 10_050; i++) {
            judge(i / 100, "10." + i / 250 + ".0." + i % 250, "10.1." + i / 250 + "." + i % 250, 80, 0.95);
        }
        assertThat(kept).hasSize(10_000);
        assertThat(judge(101, "10.0.0.0", "10.1.0.0", 80, 0.95)).isEqualTo(Ruling.RAISED);
        assertThat(judge(101, "10.40.0.1", "10.1.40.1", 80, 0.95)).isEqualTo(Ruling.RENEWED);
    }

    @Test
    void restart_keepsStoriesAndWhatTheyAreCountedFor() {
        for (int port = 1; port <= 8; port++) {
            judge(port, "10.0.0.1", "10.0.0.9", port, 0.95);
        }
        byte[] saved = policy.save();
        policy = policy();
        policy.load(saved);

        Alert alert = alert(10, "10.0.0.1", "10.0.0.8", 3, 0.6);
        assertThat(alert.id()).isEqualTo(new FlowId("f2"));
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.story()).isEqualTo(new Alert.Story("tcp/3", 2, 3_000_000, 10_000_000, 2));
        assertThat(alert(11, "10.0.0.1", "10.0.0.9", 99, 0.95).story().kind()).isEqualTo("many ports");
    }

    @Test
    void restart_fromAnEarlierSave_keepsStories_butALeapBackClosesThem() {
        judge(1, "10.0.0.1", "10.0.0.9", 80, 0.95);
        byte[] saved = policy.save();
        judge(300, "10.0.0.1", "10.0.0.9", 80, 0.95);
        policy = policy();
        policy.load(saved);
        assertThat(judge(100, "10.0.0.1", "10.0.0.9", 80, 0.95)).isEqualTo(Ruling.JOINED);

        judge(100_000, "10.0.0.1", "10.0.0.9", 80, 0.95);
        for (int i = 0; i < 10; i++) {
            judge(100_000, "10.0.0.1", "10.0.0.9", 80, 0.95);
        }
        for (int i = 0; i < 600; i++) {
            judge(10, "10.0.0.2", "10.0.0.9", 443, 0.95);
        }
        assertThat(kept).hasSize(1);
    }

    @Test
    void serverMetAfterALongScan_renewsTheAlert() {
        for (int i = 0; i < 1_000; i++) {
            judge(i / 10, "10.0.0.1", "10.1." + i / 250 + "." + i % 250, 445, 0.95);
        }
        int before = records;
        for (int i = 0; i < 22; i++) {
            judge(100, "10.0.0.1", "10.9.9.9", 445, 0.95);
        }
        assertThat(records).isGreaterThan(before);
        assertThat(raised).isEqualTo(1);
    }

    @Test
    void longStory_isRenewedOnceAWindow() {
        for (int second = 0; second < 36_000; second += 5) {
            judge(second, "10.0.0.1", "10.0.0.9", 80, 0.95);
        }
        assertThat(raised).isEqualTo(1);
        assertThat(records).isBetween(59, 80);
    }

    @Test
    void decoys_doNotHideTheAttackerAfterThem() {
        for (int decoy = 0; decoy < 9; decoy++) {
            for (int i = 0; i < 20; i++) {
                judge(decoy, "10.0.1." + decoy, "10.0.0.9", 22, 0.95);
            }
        }
        int before = raised;
        for (int i = 0; i < 20; i++) {
            judge(60 + i, "10.0.2.77", "10.0.0.9", 22, 0.95);
        }
        assertThat(raised).isEqualTo(before + 1);
        assertThat(alert(81, "10.0.2.77", "10.0.0.9", 22, 0.95).scored().flow().source())
                .isEqualTo(new Host("10.0.2.77"));
        assertThat(alert(82, "10.0.2.77", "10.0.0.9", 22, 0.95).story().kind()).isEqualTo("tcp/22");
    }

    @Test
    void floodFromSourcesThatStay_isBounded() {
        for (int i = 0; i < 40_000; i++) {
            judge(i / 100, "10.3." + i / 10 / 250 + "." + i / 10 % 250, "10.0.0.9", 80, 0.95);
        }
        assertThat(raised).isLessThan(60);
    }

    @Test
    void forgedTimes_keepNoStoryOpen_andMakeNoBudget() {
        policy = new AlertPolicy(ScoringSettings.ofAlertsPerDay(100), AlertSettings.defaults(), 1, store);
        long arrival = 1_800_000_000_000_000L;
        int alerts = 0;
        for (int i = 0; i < 40_000; i++) {
            arrival += 1_000_000;
            int second = i % 3 == 0 ? i * 5 * 3_600 : i;
            Flow flow = flow(second, "10.0." + i / 250 % 250 + "." + i % 250, "10.0.0.9", 1 + i % 60_000);
            alerts +=
                    policy.judge(new FlowId("x" + i), flow, 0.9 + i % 100 / 1_000.0, arrival) == Ruling.RAISED ? 1 : 0;
        }
        assertThat(alerts).isLessThan(130);

        policy = policy();
        assertThat(live(0, 0)).isEqualTo(Ruling.RAISED);
        live(500_000_000, 1);
        assertThat(live(1, 700)).isEqualTo(Ruling.RAISED);
    }

    private Ruling live(int second, int arrivedSecond) {
        Flow flow = flow(second, "10.0.7.7", "10.0.0.9", 80);
        return policy.judge(new FlowId("l" + number++), flow, 0.95, 1_000_000L * arrivedSecond);
    }

    @Test
    void oldFileBesideLiveTraffic_changesNoStoryAndNoBudgetOfIt() {
        for (int i = 0; i < 300; i++) {
            Ruling ruling = live(100_000 + i, 100_000 + i);
            assertThat(ruling == Ruling.RAISED).isEqualTo(i == 0);
            for (int old = 0; old < 20; old++) {
                judge(i * 20 + old, "10.0.7.7", "10.0.0.9", 80, 0.95);
            }
        }
        assertThat(raised).isEqualTo(1);
    }

    @Test
    void distinctHosts_areCountedAbout() {
        HostCounter counter = new HostCounter(new byte[HostCounter.BYTES]);
        assertThat(counter.count()).isZero();
        for (int i = 0; i < 1_000; i++) {
            counter.add("10.7." + i / 250 + "." + i % 250);
            counter.add("10.7.0.1");
            if (i == 9) {
                assertThat(counter.count()).isEqualTo(10);
            }
        }
        assertThat(counter.count()).isBetween(900, 1_100);
    }

    private static Flow flow(int second, String source, String destination, int port) {
        return new Flow(
                null,
                second * 1_000_000L,
                new Host(source),
                40_000,
                new Host(destination),
                port,
                6,
                1,
                10,
                10,
                1,
                1,
                ConnState.SF,
                null);
    }

    private Ruling judge(int second, String source, String destination, int port, double score) {
        Ruling ruling = policy.judge(new FlowId("f" + number++), flow(second, source, destination, port), score);
        raised += ruling == Ruling.RAISED ? 1 : 0;
        records += ruling.isRecordDue() ? 1 : 0;
        return ruling;
    }

    private Alert alert(int second, String source, String destination, int port, double score) {
        FlowId id = new FlowId("f" + number++);
        Flow flow = flow(second, source, destination, port);
        assertThat(policy.judge(id, flow, score).isAlerting()).isTrue();
        return policy.alert(
                new ScoredFlow(id, flow, 0, score, 0),
                new ScoreExplanation(0, 0, List.of(), 0, 0.5),
                Optional.empty(),
                Threat.UNKNOWN);
    }

    @Test
    void allowedFlows_raiseNothing_useNoBudget_andAreAskedOnlyIfTheyWouldAlert() {
        List<String> asked = new ArrayList<>();
        AlertPolicy allowing =
                new AlertPolicy(ScoringSettings.ofAlertsPerDay(100), AlertSettings.defaults(), 1, store, flow -> {
                    asked.add(flow.source().text());
                    return flow.source().text().equals("scanner");
                });
        for (int i = 0; i < 2_000; i++) {
            assertThat(allowing.judge(new FlowId("a" + i), flow(i, "scanner", "s" + i, 1 + i), 0.99))
                    .isEqualTo(Ruling.ALLOWED);
        }
        assertThat(Ruling.ALLOWED.isAlerting()).isFalse();

        assertThat(allowing.judge(new FlowId("c"), flow(2_001, "attacker", "s", 1), 0.95))
                .isEqualTo(Ruling.RAISED);

        assertThat(asked).hasSize(2_001).endsWith("scanner", "attacker");
    }

    private AlertPolicy policy() {
        return new AlertPolicy(ScoringSettings.ofThreshold(0.5), AlertSettings.defaults(), 1, store);
    }
}

package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.simulation.attack.AttackKind;
import dev.weir.simulation.office.DayRhythm;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSimulatorTest {
    private static final Instant MONDAY_MORNING = Instant.parse("2025-03-03T08:00:00Z");
    private static final int MANY = 120_000;
    private static final List<SimulatedFlow> FLOWS = take(SimulationSettings.ofSeed(7), MANY);

    @Test
    void next_afterTheSimulatedTime_isRefused() {
        TrafficSimulator simulator =
                new TrafficSimulator(new SimulationSettings(1, 10, 0.05, MONDAY_MORNING, Duration.ofMinutes(2)));
        List<SimulatedFlow> flows = new ArrayList<>();
        simulator.forEachRemaining(flows::add);

        assertThat(flows)
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.flow().timestampSeconds())
                        .isBetween(MONDAY_MORNING.getEpochSecond() * 1.0, MONDAY_MORNING.getEpochSecond() + 120.0));
        assertThatThrownBy(simulator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void flows_ofTheSameSeed_areTheSame() {
        assertThat(take(SimulationSettings.ofSeed(7), 30_000)).isEqualTo(FLOWS.subList(0, 30_000));
    }

    @Test
    void flows_ofAnotherSeed_areOthers() {
        Set<FlowId> ids = FLOWS.stream().map(SimulatedFlow::id).collect(Collectors.toSet());

        assertThat(take(SimulationSettings.ofSeed(8), 1_000)).noneMatch(flow -> ids.contains(flow.id()));
    }

    @Test
    void honestFlows_areTheSameWithAndWithoutAttacks() {
        SimulationSettings peaceful = new SimulationSettings(7, 60, 0, MONDAY_MORNING, Duration.ofDays(7));
        List<SimulatedFlow> honest =
                FLOWS.stream().filter(flow -> !flow.malicious()).limit(20_000).toList();

        assertThat(take(peaceful, 20_000)).isEqualTo(honest);
    }

    @Test
    void flows_comeInOrderOfTime() {
        assertThat(FLOWS)
                .isSortedAccordingTo(
                        Comparator.comparingLong(flow -> flow.flow().timestampMicros()));
    }

    @Test
    void ids_areUniqueAndInTheStyleOfZeek() {
        assertThat(FLOWS.stream().map(SimulatedFlow::id))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id.value()).matches("C[0-9A-Za-z]{17}"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.05, 0.2})
    void maliciousShare_isNearTheOneAskedFor(double asked) {
        SimulationSettings settings = new SimulationSettings(3, 60, asked, MONDAY_MORNING, Duration.ofDays(7));

        assertThat(maliciousShare(take(settings, 60_000))).isBetween(asked * 0.6, asked * 1.4);
    }

    @Test
    void attacks_ofEveryKind_comeMoreThanOnceFromSeveralHosts() {
        for (AttackKind kind : AttackKind.values()) {
            assertThat(FLOWS.stream()
                            .filter(flow -> flow.category().equals(kind.category()))
                            .map(flow -> flow.flow().source())
                            .distinct())
                    .as(kind.category())
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void benignTraffic_hasEveryHabitAndLookAlike() {
        Set<String> benign = FLOWS.stream()
                .filter(flow -> !flow.malicious())
                .map(SimulatedFlow::category)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(benign)
                .containsExactly(
                        "backup",
                        "cloud-sync",
                        "deployment",
                        "dns",
                        "domain",
                        "file-share",
                        "mail",
                        "monitoring",
                        "ntp",
                        "public-visit",
                        "remote-support",
                        "ssh",
                        "stray",
                        "telemetry",
                        "update",
                        "vulnerability-scan",
                        "web");
    }

    @Test
    void benignTraffic_failsAsOftenAsItDoesInRealNetworks() {
        List<SimulatedFlow> benign =
                FLOWS.stream().filter(flow -> !flow.malicious()).toList();
        double failed =
                benign.stream().filter(flow -> flow.flow().state().failed()).count() / (double) benign.size();

        assertThat(failed).isBetween(0.08, 0.25);
    }

    @Test
    void night_isQuieterThanTheMorning() {
        Map<Integer, Long> byHour = FLOWS.stream()
                .filter(flow -> !flow.malicious())
                .collect(Collectors.groupingBy(
                        flow -> DayRhythm.hour(flow.flow().timestampMicros()), Collectors.counting()));

        assertThat(byHour.getOrDefault(3, 0L)).isPositive().isLessThan(byHour.getOrDefault(10, 0L) / 3);
    }

    /** The combination that is most usual in each attack is usual among honest flows as well. */
    @Test
    void attacks_hideAmongHonestFlows() {
        Map<List<Object>, Long> honest = FLOWS.stream()
                .filter(flow -> !flow.malicious())
                .collect(Collectors.groupingBy(TrafficSimulatorTest::look, Collectors.counting()));
        for (AttackKind kind : AttackKind.values()) {
            List<SimulatedFlow> attack = FLOWS.stream()
                    .filter(flow -> flow.category().equals(kind.category()))
                    .toList();
            long alike = attack.stream()
                    .filter(flow -> honest.getOrDefault(look(flow), 0L) >= 10)
                    .count();
            assertThat(alike / (double) attack.size()).as(kind.category()).isGreaterThan(0.3);
        }
    }

    @Test
    void noSingleNumber_tellsAttacksFromHonestFlows() {
        Map<String, ToDoubleFunction<Flow>> fields = Map.of(
                "source port", Flow::sourcePort,
                "destination port", Flow::destinationPort,
                "duration", flow -> Double.isNaN(flow.durationSeconds()) ? -1 : flow.durationSeconds(),
                "source bytes", Flow::sourceBytes,
                "destination bytes", Flow::destinationBytes,
                "source packets", Flow::sourcePackets,
                "destination packets", Flow::destinationPackets,
                "failed", flow -> flow.state().failed() ? 1 : 0);

        fields.forEach((name, field) ->
                assertThat(bestBalancedAccuracy(field)).as(name).isBetween(0.5, 0.8));
    }

    @Test
    void everyState_ofTheVocabulary_occurs() {
        assertThat(FLOWS.stream().map(flow -> flow.flow().state()).distinct())
                .containsAll(Set.of(
                        ConnState.S0,
                        ConnState.S1,
                        ConnState.SF,
                        ConnState.REJ,
                        ConnState.S2,
                        ConnState.S3,
                        ConnState.RSTO,
                        ConnState.RSTR,
                        ConnState.RSTOS0,
                        ConnState.RSTRH,
                        ConnState.SH,
                        ConnState.SHR,
                        ConnState.OTH));
    }

    /** Mean of the shares of attacks and of honest flows that one threshold gets right, for the best threshold there is. */
    private static double bestBalancedAccuracy(ToDoubleFunction<Flow> field) {
        List<SimulatedFlow> sorted = new ArrayList<>(FLOWS);
        sorted.sort(Comparator.comparingDouble(flow -> field.applyAsDouble(flow.flow())));
        double attacks = sorted.stream().filter(SimulatedFlow::malicious).count();
        double honest = sorted.size() - attacks;
        double attacksBelow = 0;
        double honestBelow = 0;
        double best = 0;
        for (int i = 0; i < sorted.size(); i++) {
            attacksBelow += sorted.get(i).malicious() ? 1 : 0;
            honestBelow += sorted.get(i).malicious() ? 0 : 1;
            boolean threshold = i + 1 == sorted.size()
                    || field.applyAsDouble(sorted.get(i).flow())
                            != field.applyAsDouble(sorted.get(i + 1).flow());
            if (threshold) {
                best = Math.max(best, 0.5 + Math.abs(attacksBelow / attacks - honestBelow / honest) / 2);
            }
        }
        return best;
    }

    private static List<Object> look(SimulatedFlow flow) {
        return List.of(
                flow.flow().protocol(),
                flow.flow().destinationPort(),
                flow.flow().state());
    }

    private static double maliciousShare(List<SimulatedFlow> flows) {
        return flows.stream().filter(SimulatedFlow::malicious).count() / (double) flows.size();
    }

    private static List<SimulatedFlow> take(SimulationSettings settings, int count) {
        TrafficSimulator simulator = new TrafficSimulator(settings);
        List<SimulatedFlow> flows = new ArrayList<>(count);
        while (flows.size() < count && simulator.hasNext()) {
            flows.add(simulator.next());
        }
        return flows;
    }
}

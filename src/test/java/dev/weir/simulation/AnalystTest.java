package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnalystTest {
    private static final List<SimulatedFlow> FLOWS = flows(3_000);
    private static final Map<FlowId, SimulatedFlow> BY_ID =
            FLOWS.stream().collect(Collectors.toMap(SimulatedFlow::id, Function.identity()));
    private static final long LATER = FLOWS.get(FLOWS.size() - 1).flow().timestampMicros() + 3_600_000_000L;

    @Test
    void carelessness_thatIsNoProbability_isRefused() {
        assertThatThrownBy(() -> new AnalystSettings("eve", Duration.ZERO, 5, 0, 1.1))
                .hasMessage("carelessness must be 0 to 1, got 1.1");
    }

    @Test
    void verdicts_beforeTheDelay_areNotGiven() {
        Analyst analyst = new Analyst(new AnalystSettings("ann", Duration.ofHours(2), 10, 0.2, 0), 1);
        FLOWS.forEach(flow -> analyst.receive(flow, 0.9));

        long first = FLOWS.get(0).flow().timestampMicros();
        List<FlowId> due = FLOWS.stream()
                .filter(flow -> flow.flow().timestampMicros() == first)
                .map(SimulatedFlow::id)
                .toList();

        assertThat(analyst.work(first + 7_199_999_999L)).isEmpty();
        assertThat(analyst.work(first + 7_200_000_000L))
                .extracting(Feedback::flowId)
                .containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void verdicts_ofACarefulAnalyst_areTheTruthAndNeverTwice() {
        List<Feedback> given = work(new AnalystSettings("ann", Duration.ZERO, 20, 0.25, 0), 1, 30);

        assertThat(given).hasSize(600).doesNotHaveDuplicates();
        assertThat(given).allSatisfy(feedback -> assertThat(feedback.verdict()).isEqualTo(truth(feedback)));
        assertThat(given)
                .allSatisfy(feedback ->
                        assertThat(feedback.category() != null).isEqualTo(feedback.verdict() == Verdict.MALICIOUS));
    }

    @Test
    void verdicts_ofACarelessAnalyst_areMostlyWrong() {
        List<Feedback> given = work(new AnalystSettings("bob", Duration.ZERO, 20, 0.25, 0.9), 1, 20);

        assertThat(given.stream()
                                .filter(feedback -> feedback.verdict() != truth(feedback))
                                .count()
                        / 400.0)
                .isBetween(0.8, 0.98);
    }

    @Test
    void verdicts_ofTheSameSeed_areTheSame() {
        AnalystSettings settings = new AnalystSettings("bob", Duration.ofMinutes(1), 20, 0.5, 0.5);

        assertThat(work(settings, 1, 5)).isEqualTo(work(settings, 1, 5)).isNotEqualTo(work(settings, 2, 5));
    }

    @Test
    void queue_isWorkedFromTheHighestScoreDown() {
        Analyst analyst = new Analyst(new AnalystSettings("ann", Duration.ZERO, 3, 0, 0), 1);
        FLOWS.forEach(flow -> analyst.receive(flow, flow.malicious() ? 0.9 : 0.1));

        assertThat(analyst.work(LATER))
                .hasSize(3)
                .allSatisfy(feedback -> assertThat(feedback.verdict()).isEqualTo(Verdict.MALICIOUS));
    }

    @Test
    void oneBusySource_doesNotFillTheRound() {
        Analyst analyst = new Analyst(new AnalystSettings("ann", Duration.ZERO, 40, 0, 0), 1);
        FLOWS.forEach(flow -> analyst.receive(flow, 0.5));

        assertThat(analyst.work(LATER).stream()
                        .limit(10)
                        .collect(Collectors.groupingBy(
                                feedback -> known(feedback).flow().source(), Collectors.counting()))
                        .values())
                .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(2));
    }

    private static List<Feedback> work(AnalystSettings settings, long seed, int rounds) {
        Analyst analyst = new Analyst(settings, seed);
        FLOWS.forEach(flow -> analyst.receive(flow, flow.flow().destinationPort() / 65_536.0));
        List<Feedback> given = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            given.addAll(analyst.work(LATER));
        }
        return given;
    }

    private static Verdict truth(Feedback feedback) {
        return known(feedback).label().verdict().orElseThrow();
    }

    private static SimulatedFlow known(Feedback feedback) {
        return Objects.requireNonNull(BY_ID.get(feedback.flowId()));
    }

    private static List<SimulatedFlow> flows(int count) {
        TrafficSimulator simulator = new TrafficSimulator(SimulationSettings.ofSeed(7));
        List<SimulatedFlow> flows = new ArrayList<>();
        while (flows.size() < count) {
            flows.add(simulator.next());
        }
        return flows;
    }
}

package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.feedback.Feedback;
import dev.weir.response.ResponseState;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ResponseChapterTest {
    private final StringWriter printed = new StringWriter();
    private final Reactions reactions = new Reactions();

    @Test
    void chapter_containsTheAttacker_sparesTheGateway_andFreesTheScanner() {
        tell(clearAttack());

        assertThat(printed.toString().lines())
                .containsExactly(
                        "    10.77.0.66 attacks: contained, score 0.990, for 5 minutes",
                        "    10.77.0.1 seems to attack, as what passes a gateway does: refused by the guard: it is protected",
                        "    10.77.0.40 seems to attack, and is contained: it is a scanner of the house",
                        "    Ann's verdict on its alerts (1): free again 0.0 s later, called benign",
                        "    on the firewall's list: 10.77.0.66");
    }

    @Test
    void detectorThatContainsTheGateway_breaksTheStory() {
        reactions.sparesGateway = false;

        assertThatThrownBy(() -> tell(clearAttack()))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("10.77.0.1 does to be refused");
    }

    @Test
    void storyWithoutAClearAttack_saysSo() {
        assertThatThrownBy(() -> tell(new ClearAttack()))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("--seed");
    }

    @Test
    void copiesOfAnAttack_comeOneAfterTheOther_underIdsOfTheirOwn() {
        ClearAttack attack = clearAttack();
        List<SimulatedFlow> first = attack.by("10.77.0.2");
        List<SimulatedFlow> second = attack.by("10.77.0.3");

        assertThat(first).hasSameSizeAs(second).doesNotContainAnyElementsOf(second);
        assertThat(second.get(0).flow().timestampMicros())
                .isGreaterThan(first.get(first.size() - 1).flow().timestampMicros());
    }

    private void tell(ClearAttack attack) {
        StoryView view = new StoryView(new PrintWriter(printed), false, () -> 0);
        new ResponseChapter(reactions, reactions, view, () -> 0).tell(attack);
    }

    private static ClearAttack clearAttack() {
        TrafficSimulator traffic = new TrafficSimulator(SimulationSettings.ofSeed(7));
        ClearAttack attack = new ClearAttack();
        for (int i = 0; i < 3_000; i++) {
            SimulatedFlow flow = traffic.next();
            attack.note(flow, flow.malicious() ? 0.99 : 0.1);
        }
        return attack;
    }

    /** Contains whoever it sees, as a detector with the playbook of the demonstration would. */
    private static final class Reactions extends ToyDetector implements DemoResponses {
        private final Map<String, DemoResponse> responses = new LinkedHashMap<>();
        private boolean sparesGateway = true;

        @Override
        public List<DemoScore> score(List<SimulatedFlow> flows) {
            SimulatedFlow first = flows.get(0);
            String host = first.flow().source().text();
            boolean isSpared = host.equals(DemoPlaybook.GATEWAY) && sparesGateway;
            responses.put(
                    host,
                    new DemoResponse(
                            first.id(),
                            host,
                            isSpared ? ResponseState.REFUSED : ResponseState.ACTIVE,
                            isSpared ? "guard" : "feed",
                            isSpared ? "it is protected" : "done",
                            0.99));
            return List.of();
        }

        @Override
        public void teach(List<Feedback> feedback) {
            responses.replaceAll((host, response) -> response.alertId()
                            .equals(feedback.get(0).flowId())
                    ? new DemoResponse(
                            response.alertId(), host, ResponseState.UNDONE, "ann", "called benign", response.score())
                    : response);
        }

        @Override
        public List<DemoResponse> all() {
            return List.copyOf(responses.values());
        }

        @Override
        public Set<String> contained() {
            Set<String> contained = new TreeSet<>();
            responses.forEach((host, response) -> {
                if (response.state() == ResponseState.ACTIVE) {
                    contained.add(host);
                }
            });
            return contained;
        }

        @Override
        public void await(String what, BooleanSupplier done) {
            if (!done.getAsBoolean()) {
                throw new DemoException("waited for " + what);
            }
        }
    }
}

package dev.weir.response.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.cli.settings.EffectOf;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.Alerts;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.guard.ModelStanding;
import dev.weir.response.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponderTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String APPROVE =
            "{groups: {servers: [10.0.9.0/24]}, rules: [{name: all, then: contain, mode: approve, for: 2h}]}";

    private final Responders.Seen seen = new Responders.Seen();

    @Test
    void ruleInModeObserve_proposes_andNothingElse() throws Exception {
        Responder responder = Responders.of("rules: [{name: all, then: contain}]");

        List<ResponseStep> steps = responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);

        assertThat(states(steps)).containsExactly(ResponseState.PROPOSED);
        assertThatExceptionOfType(NotPossibleException.class)
                .isThrownBy(() -> responder.approve(steps.get(0).id(), "alice", NOW))
                .withMessageContaining("mode observe");
        assertThat(responder.onTime(NOW.plusSeconds(3600))).singleElement().satisfies(lapsed -> {
            assertThat(lapsed.state()).isEqualTo(ResponseState.LAPSED);
            assertThat(lapsed.why()).isEqualTo("mode observe: nothing is done");
        });
    }

    @Test
    void ruleInModeAct_isInForce_untilItsTimeIsOver() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        List<ResponseStep> steps = responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);
        assertThat(states(steps)).containsExactly(ResponseState.PROPOSED, ResponseState.APPROVED);
        String id = steps.get(0).id();

        assertThat(states(responder.onExecuted(id, "nftables", null, NOW))).containsExactly(ResponseState.ACTIVE);

        assertThat(responder.onTime(NOW.plusSeconds(3599))).isEmpty();
        assertThat(states(responder.onTime(NOW.plusSeconds(3600)))).containsExactly(ResponseState.EXPIRED);
        assertThat(responder.book().openCount()).isZero();
    }

    @Test
    void silenceOfAContainedHost_changesNothing_andItsReturnIsARepeatedOffence() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        List<Duration> durations = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 8; i++) {
            ResponseStep approved = responder
                    .onAlert(Alerts.malware("a", "10.0.0.5", 0.95), now)
                    .get(1);
            durations.add(approved.plan().duration());
            assertThat(responder.onTime(now.plus(approved.plan().duration()).minusMillis(1)))
                    .isEmpty();
            now = approved.end().orElseThrow();
            assertThat(states(responder.onTime(now))).containsExactly(ResponseState.EXPIRED);
        }
        assertThat(durations.stream().map(Duration::toHours)).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L, 24L);
    }

    @Test
    void moreFlowsOfTheAlert_makeNoSecondResponse() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);

        assertThat(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.99), NOW))
                .isEmpty();
    }

    @Test
    void benignVerdict_undoes_andOnlyANewMaliciousOneOrAHigherScoreDoesItAgain() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);
        responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.97), NOW);

        List<ResponseStep> steps = responder.onVerdict(new FlowId("a"), Verdict.BENIGN, "alice", 12, NOW);

        assertThat(states(steps)).containsExactly(ResponseState.UNDONE);
        assertThat(steps.get(0).by()).isEqualTo("alice");
        assertThat(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.97), NOW))
                .isEmpty();
        assertThat(states(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.98), NOW)))
                .contains(ResponseState.APPROVED);
        responder.onVerdict(new FlowId("a"), Verdict.BENIGN, "alice", 13, NOW);
        responder.onVerdict(new FlowId("a"), Verdict.MALICIOUS, "bob", 14, NOW.plusSeconds(1));
        assertThat(states(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.92), NOW.plusSeconds(2))))
                .contains(ResponseState.APPROVED);
    }

    @Test
    void alertCalledBenignBefore_hasNoResponse() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        responder.onVerdict(new FlowId("a"), Verdict.BENIGN, "alice", 12, NOW);

        assertThat(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW))
                .isEmpty();
    }

    @Test
    void rollback_undoesWhatIsBelowTheThresholdNow_andNothingElse() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);
        responder.onAlert(Alerts.malware("b", "10.0.0.6", 0.95), NOW);
        responder.onAlert(Alerts.malware("c", "10.0.0.7", 0.95), NOW);

        List<ResponseStep> steps = responder.onModelChanged(
                "the rollback to version 3",
                flow -> switch (flow.value()) {
                    case "a" -> OptionalDouble.of(0.3);
                    case "b" -> OptionalDouble.of(0.5);
                    default -> OptionalDouble.empty();
                },
                NOW);

        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.plan().alertId().value()).isEqualTo("a");
            assertThat(step.state()).isEqualTo(ResponseState.UNDONE);
            assertThat(step.why()).isEqualTo("score 0.300 is below 0.500 since the rollback to version 3");
        });
    }

    @Test
    void proposalForAServer_needsTwoPeople() throws Exception {
        Responder responder = Responders.of(APPROVE);
        String id = responder
                .onAlert(Alerts.malware("a", "10.0.9.5", 0.95), NOW)
                .get(0)
                .id();

        List<ResponseStep> first = responder.approve(id, "alice", NOW);
        assertThat(states(first)).containsExactly(ResponseState.PROPOSED);
        assertThat(first.get(0).why()).isEqualTo("approved, 1 of 2");
        assertThatExceptionOfType(NotPossibleException.class)
                .isThrownBy(() -> responder.approve(id, "alice", NOW))
                .withMessageContaining("another person must");
        List<ResponseStep> second = responder.approve(id, "bob", NOW.plusSeconds(60));

        assertThat(second.get(0).state()).isEqualTo(ResponseState.APPROVED);
        assertThat(second.get(0).end()).contains(NOW.plusSeconds(60 + 7200));
    }

    @Test
    void personUndoes_orRefuses_andCannotTwice() throws Exception {
        Responder responder = Responders.of(APPROVE);
        String id = responder
                .onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW)
                .get(0)
                .id();
        String other = responder
                .onAlert(Alerts.malware("b", "10.0.0.6", 0.95), NOW)
                .get(0)
                .id();
        responder.approve(id, "alice", NOW);

        assertThat(states(responder.undo(id, "bob", "printer", NOW))).containsExactly(ResponseState.UNDONE);
        assertThat(states(responder.undo(other, "bob", null, NOW))).containsExactly(ResponseState.REFUSED);
        assertThatExceptionOfType(NotPossibleException.class)
                .isThrownBy(() -> responder.undo(id, "bob", null, NOW))
                .withMessageContaining("is undone");
        assertThatExceptionOfType(NotPossibleException.class)
                .isThrownBy(() -> responder.approve("r-0", "bob", NOW))
                .withMessageContaining("there is no response r-0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 127.0.0.1 is protected: an address of this machine",
                "::ffff:127.0.0.1 | 127.0.0.1 is protected: an address of this machine",
                "224.0.0.251 | 224.0.0.251 is protected: 224.0.0.0/4, no single host elsewhere",
                "10.7.1.2 | 10.7.1.2 is protected: 10.7.0.0/16, a protected network of the playbook",
                "10.0.0.53 | 10.0.0.53 is protected: serves 214 clients",
                "printer-3 | printer-3 is no IP address",
            })
    void guard_refusesWhatIsProtected_andNobodyCanApproveIt(String host, String reason) throws Exception {
        seen.clients.put("10.0.0.53", 214L);
        Responder responder = Responders.of(
                Playbooks.of("{protected: [10.7.0.0/16], rules: [{name: all, then: contain, mode: act}]}"),
                GuardSettings.defaults(),
                seen);

        List<ResponseStep> steps = responder.onAlert(Alerts.malware("a", host, 0.95), NOW);

        assertThat(states(steps)).containsExactly(ResponseState.PROPOSED, ResponseState.REFUSED);
        assertThat(steps.get(1).by()).isEqualTo("guard");
        assertThat(steps.get(1).why()).isEqualTo(reason);
        assertThat(responder.onAlert(Alerts.malware("a", host, 0.99), NOW)).isEmpty();
    }

    @Test
    @EffectOf("response.server-clients")
    void proposalWhoseTargetIsFoundToServeManyLater_cannotBeApproved() {
        Responder responder = Responders.of(Playbooks.of(APPROVE), GuardSettings.defaults(), seen);
        String id = responder
                .onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW)
                .get(0)
                .id();
        seen.clients.put("10.0.0.5", 214L);

        assertThatExceptionOfType(NotPossibleException.class)
                .isThrownBy(() -> responder.approve(id, "alice", NOW))
                .withMessageContaining("serves 214 clients");
    }

    @Test
    @EffectOf({"response.most-hosts", "response.window"})
    void sixthHostInTenMinutes_waitsForAPerson_andSaysSo() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        for (int i = 0; i < 5; i++) {
            assertThat(responder.onAlert(Alerts.malware("a" + i, "10.0.0." + (10 + i), 0.95), NOW))
                    .hasSize(2);
        }

        List<ResponseStep> sixth = responder.onAlert(Alerts.malware("b", "10.0.0.99", 0.95), NOW);

        assertThat(states(sixth)).containsExactly(ResponseState.PROPOSED);
        assertThat(sixth.get(0).why()).isEqualTo("held: blast radius: 5 hosts were acted on in 10 minutes");
        assertThat(responder.onAlert(Alerts.malware("c", "10.0.0.11", 0.95), NOW))
                .hasSize(2);
        assertThat(responder.onAlert(Alerts.malware("d", "10.0.0.98", 0.95), NOW.plusSeconds(601)))
                .hasSize(2);
    }

    @Test
    @EffectOf("response.most-hosts-share")
    void moreThanOneInAHundredActiveHosts_waitForAPerson() {
        seen.activeHosts = 200;
        Responder responder = Responders.of(Playbooks.of(Responders.CONTAIN_ALL), GuardSettings.defaults(), seen);
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            steps.add(responder
                    .onAlert(Alerts.malware("a" + i, "10.0.0." + (10 + i), 0.95), NOW)
                    .size());
        }
        assertThat(steps).containsExactly(2, 2, 1, 1);
    }

    @Test
    @EffectOf({"response.least-score", "response.after-rollback"})
    void doubtfulModelOrScore_leavesItToAPerson() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);

        assertThat(why(responder, "a", 0.89, NOW)).isEqualTo("held: score 0.890 is below 0.900");
        responder.guards().stand(ModelStanding.GOOD.rolledBack(8, NOW));
        assertThat(why(responder, "c", 0.95, NOW.plusSeconds(900))).isEqualTo("held: model version 7 was rolled back");
        responder.guards().stand(ModelStanding.GOOD.rolledBack(7, NOW));
        assertThat(why(responder, "d", 0.95, NOW)).contains("rolled back less than 10 minutes ago");
        assertThat(responder.onAlert(Alerts.malware("e", "10.0.0.5", 0.95), NOW.plusSeconds(600)))
                .hasSize(2);
    }

    @Test
    void executorThatCannot_endsTheResponse() {
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        String id = responder
                .onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW)
                .get(0)
                .id();

        List<ResponseStep> steps = responder.onExecuted(id, "nftables", "no such command", NOW);

        assertThat(states(steps)).containsExactly(ResponseState.FAILED);
        assertThat(responder.onExecuted(id, "nftables", null, NOW)).isEmpty();
    }

    @Test
    void sameEvents_giveTheSameSteps_andTheirFoldIsTheBook() {
        List<ResponseStep> first = life();
        assertThat(life()).isEqualTo(first);

        ResponseBook replayed = new ResponseBook();
        first.forEach(replayed::apply);
        first.forEach(replayed::apply);
        Responder responder = Responders.of(Responders.CONTAIN_ALL);
        List<ResponseStep> again = new ArrayList<>(life(responder));
        assertThat(replayed.all()).containsExactlyElementsOf(responder.book().all());
        assertThat(again).isEqualTo(first);
    }

    private static List<ResponseStep> life() {
        return life(Responders.of(Responders.CONTAIN_ALL));
    }

    private static List<ResponseStep> life(Responder responder) {
        List<ResponseStep> steps = new ArrayList<>();
        steps.addAll(responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW));
        steps.addAll(responder.onAlert(Alerts.malware("b", "127.0.0.1", 0.95), NOW));
        steps.addAll(responder.onExecuted(steps.get(0).id(), "nftables", null, NOW));
        steps.addAll(responder.onVerdict(new FlowId("a"), Verdict.BENIGN, "alice", 9, NOW));
        steps.addAll(responder.onAlert(Alerts.malware("c", "10.0.0.6", 0.95), NOW));
        steps.addAll(responder.onTime(NOW.plusSeconds(7200)));
        return steps;
    }

    private static String why(Responder responder, String id, double score, Instant now) {
        return responder
                .onAlert(Alerts.malware(id, "10.0.0.5", score), now)
                .get(0)
                .why();
    }

    private static List<ResponseState> states(List<ResponseStep> steps) {
        return steps.stream().map(ResponseStep::state).toList();
    }
}

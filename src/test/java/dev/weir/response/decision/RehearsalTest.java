package dev.weir.response.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.response.AddressSet;
import dev.weir.response.Alerts;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.playbook.Playbooks;
import dev.weir.response.rehearsal.Rehearsal;
import dev.weir.response.rehearsal.RehearsalReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void rehearsal_countsWhatWouldHaveBeenRightAndWrong_thoughEveryRuleObserves() {
        Rehearsal rehearsal = new Rehearsal(
                Playbooks.of("{protected: [10.9.0.0/16], rules: [{name: all, then: contain}]}"),
                GuardSettings.defaults(),
                DecisionSettings.defaults(),
                new AddressSet());

        rehearsal.alert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);
        rehearsal.alert(Alerts.malware("b", "10.0.0.6", 0.95), NOW);
        rehearsal.alert(Alerts.malware("c", "10.9.0.1", 0.95), NOW);
        rehearsal.alert(Alerts.malware("d", "10.0.0.7", 0.8), NOW);
        rehearsal.verdict(new FlowId("a"), Verdict.BENIGN, "alice", 3, NOW.plusSeconds(600));
        rehearsal.verdict(new FlowId("b"), Verdict.MALICIOUS, "alice", 4, NOW.plusSeconds(600));
        rehearsal.alert(Alerts.malware("b", "10.0.0.6", 0.95), NOW.plusSeconds(660));

        assertThat(rehearsal.report(NOW.plusSeconds(7200))).isEqualTo(new RehearsalReport(5, 2, 2, 1, 10, 1, 11, 1, 1));
    }
}

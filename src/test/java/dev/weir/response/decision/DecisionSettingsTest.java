package dev.weir.response.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.response.Alerts;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.guard.Surroundings;
import dev.weir.response.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionSettingsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    @EffectOf("response.longest")
    void longest_endsTheDoublingForRepeatedOffences() {
        Responder responder = responder("rules: [{name: all, then: contain, mode: act}]", 2, 1);
        Instant now = NOW;
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ResponseStep approved = responder
                    .onAlert(Alerts.malware("a", "10.0.0.5", 0.95), now)
                    .get(1);
            durations.add(approved.plan().duration());
            now = approved.end().orElseThrow();
            responder.onTime(now);
        }

        assertThat(durations).containsExactly(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(2));
    }

    @Test
    @EffectOf("response.approval-window")
    void proposal_lapsesAfterTheApprovalWindow() {
        Responder responder = responder("rules: [{name: all, then: contain, mode: approve}]", 24, 3);
        responder.onAlert(Alerts.malware("a", "10.0.0.5", 0.95), NOW);

        assertThat(responder.onTime(NOW.plus(Duration.ofHours(3)).minusMillis(1)))
                .isEmpty();
        List<ResponseStep> steps = responder.onTime(NOW.plus(Duration.ofHours(3)));

        assertThat(steps).extracting(ResponseStep::state).containsExactly(ResponseState.LAPSED);
    }

    private static Responder responder(String playbook, int longestHours, int approvalHours) {
        DecisionSettings decisions =
                new DecisionSettings(Duration.ofHours(longestHours), Duration.ofHours(approvalHours));
        return Responders.of(Playbooks.of(playbook), GuardSettings.defaults(), Surroundings.NONE, decisions);
    }
}

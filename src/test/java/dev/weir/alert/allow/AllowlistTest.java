package dev.weir.alert.allow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.alert.ThreatKind;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllowlistTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void ruleForEverything_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(null, null, Flow.ABSENT, null));
    }

    @Test
    void badRangePortOrReason_isRefused() {
        for (String bad :
                List.of("10.0.0.0/33", "10.0.0/8", "name/8", "10.0.0.0/", "::/129", "10.0.0.0/-1", "300.1.1.1/8")) {
            assertThatIllegalArgumentException().isThrownBy(() -> rule(bad, null, Flow.ABSENT, null));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> rule("a", null, 70_000, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new AllowRule("a", null, 1, null, LATER, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Allowlist(Collections.nCopies(1_001, standing(rule("a", null, 1, null)))));
    }

    @Test
    void authorisedScanner_isAllowed_andNoOther() {
        Allowlist list = listOf(rule("10.0.0.5", "10.0.0.0/8", Flow.ABSENT, ThreatKind.PORT_SCAN));
        assertThat(allows(list, "10.0.0.5", "10.9.9.9", ThreatKind.PORT_SCAN)).isTrue();
        assertThat(allows(list, "10.0.0.6", "10.9.9.9", ThreatKind.PORT_SCAN)).isFalse();
        assertThat(allows(list, "10.0.0.5", "11.9.9.9", ThreatKind.PORT_SCAN)).isFalse();
    }

    @Test
    void otherKindsOfTheSameHost_areNotHidden() {
        Allowlist list = listOf(rule("10.0.0.5", null, Flow.ABSENT, ThreatKind.PORT_SCAN));
        assertThat(allows(list, "10.0.0.5", "10.9.9.9", ThreatKind.EXFILTRATION))
                .isFalse();
        assertThat(allows(list, "10.0.0.5", "10.9.9.9", ThreatKind.UNKNOWN)).isFalse();
    }

    @Test
    void port_narrowsTheRule() {
        assertThat(allows(listOf(rule("a", null, 445, null)), "a", "b", ThreatKind.BEACON))
                .isTrue();
        assertThat(allows(listOf(rule("a", null, 446, null)), "a", "b", ThreatKind.BEACON))
                .isFalse();
    }

    @Test
    void ruleThatHasEnded_allowsNothing() {
        Allowlist list = listOf(rule("a", null, Flow.ABSENT, null));
        assertThat(list.covering(flow("a", "b"), ThreatKind.FLOOD, LATER)).isEmpty();
        assertThat(list.covering(flow("a", "b"), ThreatKind.FLOOD, NOW))
                .hasValueSatisfying(rule -> assertThat(rule.rule().reason()).isEqualTo("agreed"));
    }

    @Test
    void ranges_areComparedByBits_inBothFamilies() {
        assertThat(AllowRule.AddressRange.parse("10.1.128.0/17").contains("10.1.200.1"))
                .isTrue();
        assertThat(AllowRule.AddressRange.parse("10.1.128.0/17").contains("10.1.127.255"))
                .isFalse();
        assertThat(AllowRule.AddressRange.parse("0.0.0.0/0").contains("9.9.9.9"))
                .isTrue();
        assertThat(AllowRule.AddressRange.parse("0.0.0.0/0").contains("printer"))
                .isFalse();
        assertThat(AllowRule.AddressRange.parse("2001:db8::/32").contains("2001:db8:7::1"))
                .isTrue();
        assertThat(AllowRule.AddressRange.parse("2001:db8::/32").contains("2001:db9::1"))
                .isFalse();
        assertThat(AllowRule.AddressRange.parse("2001:db8::1").contains("2001:DB8:0:0:0:0:0:1"))
                .isTrue();
        assertThat(AllowRule.AddressRange.parse("printer").contains("printer")).isTrue();
    }

    @Test
    void rangeOfAllAddresses_isRefused() {
        for (String all : List.of("0.0.0.0/0", "::/0", "10.0.0.0/0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> rule(all, null, Flow.ABSENT, null));
        }
    }

    @Test
    void textsThatDeceiveOrAreTooLong_areRefused() {
        for (String bad : List.of("", " ", "a\u202eb", "x".repeat(65))) {
            assertThatIllegalArgumentException().isThrownBy(() -> rule(bad, "b", Flow.ABSENT, null));
            assertThatIllegalArgumentException().isThrownBy(() -> rule("a", bad, Flow.ABSENT, null));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new AllowRule("a", null, 1, null, LATER, "\u001b[2J"));
    }

    private static Allowlist listOf(AllowRule rule) {
        return new Allowlist(List.of(standing(rule)));
    }

    private static StandingRule standing(AllowRule rule) {
        return new StandingRule("a0", rule, "alice", NOW);
    }

    private static boolean allows(Allowlist list, String source, String destination, ThreatKind kind) {
        return list.covering(flow(source, destination), kind, NOW).isPresent();
    }

    private static AllowRule rule(
            @Nullable String source, @Nullable String destination, int port, @Nullable ThreatKind kind) {
        return new AllowRule(source, destination, port, kind, LATER, "agreed");
    }

    private static Flow flow(String source, String destination) {
        return new Flow(null, 0, new Host(source), 1, new Host(destination), 445, 6, 1, 1, 1, 1, 1, ConnState.SF, null);
    }
}

package dev.weir.response.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.response.Action;
import dev.weir.response.Alerts;
import dev.weir.response.Mode;
import dev.weir.yaml.YamlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookFileTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rulez: [] | unknown key rulez in playbook.yaml: did you mean rules?",
                "rules: [] | rules in playbook.yaml must be 1 to 1000 rules, got 0",
                "rules: [{name: a, then: kill}] | rules[1].then in playbook.yaml must be deny or contain or redirect or investigate or notify, got kill",
                "rules: [{name: a, then: deny, when: {scor: 1}}] | unknown key rules[1].when.scor in playbook.yaml: did you mean score?",
                "rules: [{name: a, then: deny, when: {score: 2}}] | rules[1].when.score in playbook.yaml must be 0 to 1",
                "rules: [{name: a, then: deny, when: {hours: 8-18}}] | rules[1].when.hours in playbook.yaml must be like",
                "rules: [{name: a, then: deny, when: {group: [dmz]}}] | names a group, and there are none",
                "rules: [{name: a, then: deny, for: forever}] | rules[1].for in playbook.yaml must be a time from 1s to 30d",
                "rules: [{name: a, then: deny, for: 31d}] | must be a time from 1s to 30d",
                "rules: [{name: a, then: deny}, {name: a, then: deny}] | rules[2].name in playbook.yaml is the name of an earlier rule too",
                "rules: [{name: a, then: redirect}] | rules[1].to in playbook.yaml must be an address where traffic is redirected",
                "rules: [{name: a, then: deny, to: 10.0.0.1}] | rules[1].to",
                "rules: [{name: a, then: contain, target: pair}] | can be pair only where traffic is denied",
                "rules: [{name: a, then: contain, keep: [nowhere]}] | rules[1].keep",
                "{protected: [010.0.0.1], rules: [{name: a, then: deny}]} | protected in playbook.yaml must hold addresses or networks such as 10.0.0.0/8, got 010.0.0.1",
                "{protected-files: [gone.txt], rules: [{name: a, then: deny}]} | gone.txt cannot be read",
                "{time-zone: Mars, rules: [{name: a, then: deny}]} | time-zone in playbook.yaml must be a name",
                "rules: {name: a} | rules in playbook.yaml must be a list, got {\"name\":\"a\"}",
                "@ | playbook.yaml is not valid YAML",
            })
    void file_thatCannotBe_saysWhatAndWhere(String text, String message) {
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> Playbooks.of(text))
                .withMessageContaining(message);
    }

    @Test
    void shippedPlaybook_mapsAsPromised_andDoesNothing() {
        Playbook playbook = PlaybookFile.read(Path.of("config/playbook.yaml"));

        assertThat(playbook.rules()).allSatisfy(rule -> assertThat(rule.mode()).isEqualTo(Mode.OBSERVE));
        assertThat(action(playbook, "10.0.0.5", "203.0.113.7", 0.97, "malware")).isEqualTo(Action.CONTAIN);
        assertThat(action(playbook, "10.0.0.5", "203.0.113.7", 0.97, "command-and-control"))
                .isEqualTo(Action.CONTAIN);
        assertThat(action(playbook, "203.0.113.7", "10.0.0.5", 0.97, "ddos")).isEqualTo(Action.REDIRECT);
        assertThat(action(playbook, "203.0.113.7", "10.0.0.5", 0.97, "port-scan"))
                .isEqualTo(Action.INVESTIGATE);
        assertThat(action(playbook, "10.0.0.5", "203.0.113.7", 0.6, "malware")).isEqualTo(Action.INVESTIGATE);
    }

    @Test
    void firstRuleThatMatches_counts_andSaysWhy() {
        Playbook playbook = Playbooks.of("""
                groups: {servers: [10.0.9.0/24]}
                rules:
                  - {name: night, then: deny, when: {hours: 22:00-06:00}}
                  - {name: servers, then: deny, target: destination, when: {group: [servers], direction: [inbound]}}
                  - {name: rest, then: notify}
                """);

        Match match = playbook.match(Alerts.of("a", "203.0.113.7", "10.0.9.4", 0.9), NOON)
                .orElseThrow();

        assertThat(match.rule().name()).isEqualTo("servers");
        assertThat(match.target().host().text()).isEqualTo("10.0.9.4");
        assertThat(match.isServer()).isTrue();
        assertThat(match.reason()).isEqualTo("score 0.900, inbound, group servers");
        assertThat(playbook.match(Alerts.of("a", "10.0.0.1", "10.0.0.2", 0.9), NOON.plusSeconds(11 * 3600)))
                .hasValueSatisfying(night -> assertThat(night.rule().name()).isEqualTo("night"));
    }

    @Test
    void ruleHash_staysWithTheMode_andChangesWithTheMeaning() {
        String text = "groups: {servers: [%s]}%nrules: [{name: a, then: deny, mode: %s}]";

        String hash = hash(String.format(text, "10.0.0.1", "observe"));

        assertThat(hash(String.format(text, "10.0.0.1", "act"))).isEqualTo(hash);
        assertThat(hash(String.format(text, "10.0.0.2", "act"))).isNotEqualTo(hash);
    }

    /** Rules that were rehearsed with an older Weir may still act. */
    @Test
    void ruleHash_isTheSameAsEver() {
        assertThat(PlaybookFile.read(Path.of("config/playbook.yaml")).rules())
                .extracting(Rule::hash)
                .containsExactly(
                        "9854b1d4cfc603029b29094c42d1b21c",
                        "71f50de936826f66e97be2d4efaa405b",
                        "1de6041fc8f77267441081b5b77a4ddd");
    }

    @Test
    void protectedFiles_standBesideThePlaybook(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("spared.txt"), "# ours\n10.1.0.0/16 # all\n\n2001:db8::1\n");
        Path file = Files.writeString(
                folder.resolve("playbook.yaml"), "{protected-files: [spared.txt], rules: [{name: a, then: deny}]}");

        assertThat(PlaybookFile.read(file).protectedAssets().size()).isEqualTo(2);
    }

    private static String hash(String text) {
        return Playbooks.of(text).rules().get(0).hash();
    }

    private static Action action(Playbook playbook, String source, String destination, double score, String category) {
        return playbook.match(Alerts.of("a", source, destination, score, category), NOON)
                .orElseThrow()
                .rule()
                .action();
    }
}

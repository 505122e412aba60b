package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.response.playbook.Playbook;
import dev.weir.response.playbook.PlaybookFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedRulesTest {
    @TempDir
    Path directory;

    private RehearsedRules rehearsed;

    @BeforeEach
    void open() {
        rehearsed = new RehearsedRules(directory);
    }

    @Test
    void ruleThatActs_isRefused_untilItWasRehearsedAsItIs() throws Exception {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> rehearsed.require(playbook("mode: act")))
                .withMessageContaining("rule cut")
                .withMessageContaining("was not rehearsed");

        rehearsed.add(playbook("mode: observe"));

        assertThatCode(() -> new RehearsedRules(directory).require(playbook("mode: act")))
                .doesNotThrowAnyException();
    }

    @Test
    void ruleThatWasChangedAfterItsRehearsal_isRefused() throws Exception {
        rehearsed.add(playbook("mode: observe, for: 1h"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> rehearsed.require(playbook("mode: act, for: 2h")));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> rehearsed.require(playbook("mode: act, for: 1h, when: {score: 0.5}")));
    }

    @Test
    void ruleThatAsksOrObserves_needsNoRehearsal() throws Exception {
        rehearsed.require(playbook("mode: approve"));
        rehearsed.require(playbook("mode: observe"));
    }

    private Playbook playbook(String rest) throws IOException {
        Path file = directory.resolve("playbook.yaml");
        return PlaybookFile.read(Files.writeString(file, "rules: [{name: cut, then: contain, " + rest + "}]"));
    }
}

package dev.weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.flow.Host;
import dev.weir.sharing.privacy.PrivacySettings;
import dev.weir.sharing.privacy.PrivacySettings.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacySettingsTest {
    @TempDir
    private Path folder;

    @Test
    @EffectOf("privacy.pseudonyms")
    void pseudonyms_areWhereTheSettingSays() {
        DataDirectory directory = new DataDirectory(folder);

        assertThat(directory.pseudonyms(PrivacySettings.defaults(), Where.INPUT))
                .isEmpty();
        assertThat(directory.pseudonyms(of(Where.INPUT, "", Duration.ZERO), Where.INPUT))
                .isPresent();
        assertThat(directory.pseudonyms(of(Where.INPUT, "", Duration.ZERO), Where.OUTPUTS))
                .isEmpty();
    }

    @Test
    @EffectOf({"privacy.key-file", "privacy.rotation"})
    void keyAndRotation_makeOtherPseudonyms() {
        Path file = folder.resolve("my-key");
        Host first = pseudonym(of(Where.OUTPUTS, file.toString(), Duration.ZERO));

        assertThat(Files.exists(file)).isTrue();
        assertThat(pseudonym(of(Where.OUTPUTS, file.toString(), Duration.ZERO))).isEqualTo(first);
        assertThat(pseudonym(of(Where.OUTPUTS, "", Duration.ZERO))).isNotEqualTo(first);
        assertThat(pseudonym(of(Where.OUTPUTS, file.toString(), Duration.ofDays(1))))
                .isNotEqualTo(first);
    }

    private Host pseudonym(PrivacySettings settings) {
        return new DataDirectory(folder)
                .pseudonyms(settings, Where.OUTPUTS)
                .orElseThrow()
                .of(new Host("203.0.113.77"), 1_700_000_000_000_000L);
    }

    private static PrivacySettings of(Where where, String file, Duration rotation) {
        return new PrivacySettings(where, file, rotation);
    }
}

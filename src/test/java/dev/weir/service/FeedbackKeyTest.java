package dev.weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackKeyTest {
    private static final byte[] VALUE = "{\"flow_id\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    @EffectOf("feedback.key-file")
    void key_isMadeOnce_inTheFileThatTheSettingNames_forItsOwnerAlone() throws IOException {
        Path file = folder.resolve("shared-key");
        FeedbackSettings named = of(file.toString());
        DataDirectory first = new DataDirectory(folder.resolve("first"));
        DataDirectory second = new DataDirectory(folder.resolve("second"));
        Files.createDirectories(second.path());

        assertThat(first.feedbackKeyIfMade(named)).isEmpty();
        byte[] signature = first.feedbackKey(named).sign(VALUE);

        assertThat(second.feedbackKey(named).hasSigned(VALUE, signature)).isTrue();
        assertThat(second.feedbackKeyIfMade(named))
                .hasValueSatisfying(
                        key -> assertThat(key.hasSigned(VALUE, signature)).isTrue());
        assertThat(second.feedbackKey(of("")).hasSigned(VALUE, signature)).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void signature_isThatOfTheWholeValue() {
        FeedbackKey key = FeedbackKey.random();
        byte[] signature = key.sign(VALUE);

        assertThat(key.hasSigned(VALUE, signature)).isTrue();
        assertThat(key.hasSigned(new byte[] {1}, signature)).isFalse();
        assertThat(key.hasSigned(null, signature)).isFalse();
        assertThat(key.hasSigned(VALUE, null)).isFalse();
        assertThat(key.hasSigned(VALUE, new byte[signature.length])).isFalse();
    }

    @Test
    void fileThatHoldsNoKey_isNamedWithItsSetting() throws IOException {
        Path file = Files.writeString(folder.resolve("poem"), "roses are red");

        assertThatThrownBy(() -> FeedbackKey.at(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("feedback.key-file: " + file);
    }

    private static FeedbackSettings of(String keyFile) {
        FeedbackSettings defaults = FeedbackSettings.defaults();
        return new FeedbackSettings(
                defaults.retention(),
                defaults.grace(),
                defaults.lessonsPerAnalystAndDay(),
                defaults.unsignedLessonsPerDay(),
                keyFile);
    }
}

package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import dev.weir.response.executor.CrowdSecExecutor;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.FeedExecutor;
import dev.weir.response.executor.OpenC2Executor;
import dev.weir.response.executor.WebhookExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseStartTest {
    @TempDir
    private Path folder;

    @Test
    @EffectOf({"response.feed", "response.openc2", "response.webhook"})
    void eachExecutor_isThereOnlyIfItIsSet() {
        ResponseSettings none = settings("", "", "", "");
        ResponseSettings all =
                settings(folder.resolve("feed").toString(), "http://127.0.0.1:1/openc2", "http://127.0.0.1:1/hook", "");

        assertThat(ResponseStart.executors(none)).isEmpty();
        assertThat(ResponseStart.executors(all))
                .extracting(Executor::getClass)
                .<Class<?>>map(type -> type)
                .containsExactly(FeedExecutor.class, OpenC2Executor.class, WebhookExecutor.class);
    }

    @Test
    @EffectOf("response.webhook-secret-file")
    void secretOfTheWebhook_isReadFromItsFile() throws IOException {
        Path secret = folder.resolve("secret");
        ResponseSettings settings = settings("", "", "http://127.0.0.1:1/hook", secret.toString());

        assertThatThrownBy(() -> ResponseStart.executors(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("response.webhook-secret-file: " + secret + " cannot be read");
        Files.writeString(secret, "of the webhook");
        assertThat(ResponseStart.executors(settings)).hasSize(1);
    }

    @Test
    @EffectOf({"response.crowdsec", "response.crowdsec-login-file"})
    void crowdSec_isAskedUnderTheLoginOfItsFile() throws IOException {
        Path login = folder.resolve("login");
        ResponseSettings defaults = ResponseSettings.defaults();
        ResponseSettings settings = new ResponseSettings(
                "none",
                "",
                "",
                "",
                "http://127.0.0.1:1",
                login.toString(),
                "",
                "",
                defaults.decisions(),
                defaults.guards());

        Files.writeString(login, "weir");
        assertThatThrownBy(() -> ResponseStart.executors(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("response.crowdsec-login-file: " + login + " must hold");
        Files.writeString(login, "weir secret\n");
        assertThat(ResponseStart.executors(settings)).singleElement().isInstanceOf(CrowdSecExecutor.class);
    }

    private static ResponseSettings settings(String feed, String openc2, String webhook, String secretFile) {
        ResponseSettings defaults = ResponseSettings.defaults();
        return new ResponseSettings(
                "none", "", feed, openc2, "", "", webhook, secretFile, defaults.decisions(), defaults.guards());
    }
}

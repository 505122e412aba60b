package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ApiClient;
import dev.weir.broker.TestBroker;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real detector that something ends while {@code weir up} runs it. */
@Tag("broker")
class DeadDetectorTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path data;

    @Test
    void logCutShortUnderIt_endsTheCommandWithTheReasonInOneLine() throws Exception {
        CommandLineFixture weir = new CommandLineFixture(data, DetectorStart::start);
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> weir.run("up", "--bootstrap-server", BROKER.bootstrapServer()));
        DataDirectory directory = new DataDirectory(data);
        TestBroker.await("the run file", () -> Files.exists(directory.runFile()));
        RunFile running = RunFile.find(directory);
        TestBroker.await("ready", () -> get(running.apiPort(), "/readyz").statusCode() == 200);
        assertThat(get(running.apiPort(), "/healthz").body()).isEqualTo("{\"state\":\"ready\",\"reason\":null}");
        ApiClient detector = new ApiClient(running.apiPort(), running.token());
        detector.takeCheckpoint("a", "tester");
        detector.takeCheckpoint("b", "tester");

        BROKER.deleteRecords("weir.model-log", 2);

        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir up: the detector stopped (weir.model-log was truncated while Weir ran: it began at"
                        + " offset 0 and now begins at 2. Restore it, and keep others from deleting its records);"
                        + " no flow is lost, they wait on their topic: start it again" + System.lineSeparator());
        assertThat(directory.runFile()).doesNotExist();
    }

    private static HttpResponse<String> get(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
    }
}

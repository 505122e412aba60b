package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.flow.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the examples of the API's page as they stand there. */
class ApiDocTest {
    private static final Path PAGE = Path.of("src", "site", "markdown", "api.md");

    private final FakeDetector detector = new FakeDetector();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(detector, ApiSettings.defaults(), "secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void curlExample_isAnswered() throws Exception {
        assumeTrue(isThere("curl"), "curl is not installed: its example is not run");

        assertThat(run("sh", "-c", example("sh"))).contains("\"is_threat\":true", "\"explanation\":[");
    }

    @Test
    void pythonExample_asksAndTeaches() throws Exception {
        assumeTrue(isThere("python3"), "python3 is not installed: its example is not run");

        assertThat(run("python3", "-c", example("python"))).isEqualTo("0.75\n/api/v1/feedback/0-0\n");
        assertThat(detector.given)
                .singleElement()
                .satisfies(given -> assertThat(given.verdict()).isEqualTo(Verdict.MALICIOUS));
    }

    private static String example(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WEIR_URL", "http://127.0.0.1:" + server.port());
        builder.environment().put("WEIR_TOKEN", "secret");
        builder.environment().put("no_proxy", "127.0.0.1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}

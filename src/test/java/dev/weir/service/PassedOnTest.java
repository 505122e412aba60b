package dev.weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.network.OtherInstances;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that share the flows: either answers for all hosts. */
@Tag("broker")
class PassedOnTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int HOSTS = 12;
    private static final Pattern BEHAVIOUR = Pattern.compile("\"behaviour\":\"(\\w+)\"");
    private static final Pattern SECRET = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Service start(DataDirectory directory) throws IOException {
        Path config = folder.resolve("weir.yaml");
        Files.writeString(
                config,
                "topics: {partitions: 4}\nmodel: {baseline: none}\nresponse: {playbook: none}\nkafka: {bootstrap.servers: \""
                        + BROKER.bootstrapServer() + "\"}\n");
        return Service.start(
                directory, SettingsFile.read(config, Settings.defaults(directory.path())), DetectorStart::start);
    }

    @Test
    void question_isPassedOnToTheInstanceThatKnowsTheSource_onceAndInTheNameOfWhoAsked() throws Exception {
        DataDirectory first = new DataDirectory(folder.resolve("first"));
        DataDirectory second = new DataDirectory(folder.resolve("second"));
        second.create();
        try (Service one = start(first)) {
            String shared = makeToken(first, "shared");
            Files.copy(first.tokens(), second.tokens());
            String unknown = makeToken(first, "unknown-there");
            try (Service two = start(second)) {
                TestBroker.await(
                        "each to know some hosts by itself, and all with the other's help",
                        () -> asked(first, shared, true).size() == 2
                                && asked(second, shared, true).size() == 2
                                && asked(first, shared, false).equals(Set.of("known"))
                                && asked(second, shared, false).equals(Set.of("known")));

                assertThat(asked(first, unknown, false)).containsExactly("elsewhere", "known");
                TestBroker.await("both to be ready", () -> one.isReady() && two.isReady());
            }
        }
    }

    private static String makeToken(DataDirectory directory, String name) throws Exception {
        return found(
                SECRET,
                send(
                        directory,
                        "/tokens",
                        RunFile.find(directory).token(),
                        "{\"name\":\"" + name + "\",\"role\":\"collector\"}",
                        false));
    }

    /** How much an instance says to know of some hosts. */
    private static Set<String> asked(DataDirectory directory, String token, boolean isPassedOn) {
        Set<String> said = new TreeSet<>();
        for (int host = 0; host < HOSTS; host++) {
            String flow = "{\"src_ip\":\"10.0.0." + host + "\",\"dst_ip\":\"10.0.1.1\",\"proto\":\"tcp\"}";
            said.add(found(BEHAVIOUR, send(directory, "/detect", token, flow, isPassedOn)));
        }
        return said;
    }

    private static String send(DataDirectory directory, String path, String token, String body, boolean isPassedOn) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RunFile.find(directory).apiPort() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (isPassedOn) {
            request.header(OtherInstances.PASSED_ON, "1");
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}

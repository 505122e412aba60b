package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.flow.Verdict;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped dashboard beside what a real detector shows: neither names a metric that the other does not. */
@Tag("broker")
class DashboardTest {
    private static final Pattern NAME = Pattern.compile("\\bweir_[a-z0-9_]+");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    @TempDir
    private Path folder;

    @Test
    void dashboard_showsEveryMetric_andNoneThatIsNotThere() throws Exception {
        DataDirectory directory = new DataDirectory(folder.resolve("data"));
        CommandLineFixture weir = new CommandLineFixture(directory.path());
        Path flows = Files.writeString(
                folder.resolve("flows.csv"),
                "ts,id,src_ip,dst_ip,proto\n1700000000,F0,10.0.0.1,10.0.0.2,tcp\n1700000001,F1,10.0.0.1,10.0.0.2,tcp\nno,flow\n");
        try (Service service = Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start)) {
            TestBroker.await("ready", service::isReady);
            int port = RunFile.find(directory).apiPort();
            assertThat(weir.run("replay", flows.toString())).isZero();
            TestBroker.await("both flows scored", () -> metrics(port).contains("weir_flows_scored_total 2.0\n"));
            assertThat(weir.run("label", "F0", Verdict.MALICIOUS.word())).isZero();
            assertThat(weir.run("checkpoint", "a")).isZero();
            TestBroker.await("rates of the stream", () -> metrics(port).contains("weir_streams_commit_latency_max"));

            String metrics = metrics(port);

            assertThat(metrics)
                    .contains("weir_flows_read_total 3.0\n")
                    .contains("weir_dead_flows_total{reason=\"wrong_field_count\"} 1.0\n")
                    .contains("weir_dead_flows_total{reason=\"malformed_json\"} 0.0\n")
                    .contains("weir_dead_feedback_total{reason=\"unknown_flow\"} 0.0\n")
                    .contains("weir_score_bucket{le=\"+Inf\"} 2\n")
                    .contains("weir_stage_seconds_count{stage=\"score\"} ")
                    .contains("weir_lessons_sent_total 1.0\n")
                    .contains("weir_model_lessons 1.0\n")
                    .contains("weir_checkpoints 1.0\n")
                    .contains("weir_response_steps_total{mode=\"act\",step=\"approved\"} 0.0\n")
                    .contains("weir_health{state=\"ready\"} 1.0\n")
                    .contains("weir_state_disk_bytes{store=\"source-hosts\"} ");
            assertThat(named()).isEqualTo(families(metrics));
        }
    }

    /** Families in the expressions of the dashboard; a histogram by its buckets. */
    private static Set<String> named() throws IOException {
        JsonNode dashboard =
                JsonMapper.builder().build().readTree(Files.readAllBytes(Path.of("config/grafana-weir.json")));
        List<String> expressions = dashboard.findValuesAsText("expr");
        assertThat(expressions).isNotEmpty();
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            for (Matcher name = NAME.matcher(expression); name.find(); ) {
                names.add(name.group().replaceFirst("_bucket$", ""));
            }
        }
        return names;
    }

    private static Set<String> families(String metrics) {
        Set<String> families = new TreeSet<>();
        for (Matcher type = TYPE.matcher(metrics); type.find(); ) {
            families.add(type.group(1));
        }
        return families;
    }

    private static String metrics(int port) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }
}

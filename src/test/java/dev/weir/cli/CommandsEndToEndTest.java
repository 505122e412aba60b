package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a real detector on its embedded broker. */
@Tag("broker")
class CommandsEndToEndTest {
    private static final int FLOWS = 40;

    @TempDir
    private Path folder;

    private DataDirectory directory;
    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        directory = new DataDirectory(folder.resolve("data"));
        weir = new CommandLineFixture(directory.path());
    }

    @Test
    void flowsAndVerdicts_goInAndTheModelGoesForthAndBack() throws Exception {
        Path flows = Files.writeString(folder.resolve("flows.csv"), flows() + "no flow,at,all\n");
        try (Service service = Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start)) {
            service.check();

            assertThat(weir.run("replay", flows.toString(), "--json")).isZero();
            assertThat(json().get("records").asInt()).isEqualTo(FLOWS + 1);
            assertThat(json().get("header_lines").asInt()).isEqualTo(1);
            TestBroker.await("all flows scored, and the other line set aside", () -> {
                JsonNode read = status();
                return read.get("flows_scored").asInt() == FLOWS
                        && read.get("dead_letters").asInt() == 1;
            });
            assertThat(status().get("flows_read").asInt()).isEqualTo(FLOWS + 1);

            assertThat(weir.run("label", "--file", labels("malicious", "benign").toString()))
                    .isZero();
            assertThat(weir.out())
                    .startsWith("sent 41 verdicts to weir.feedback: 40 learned, 1 waiting: no scored flow has this id");
            assertThat(weir.run("checkpoint", "a", "--json")).isZero();
            String digest = json().get("digest").textValue();
            assertThat(json().get("lessons").asInt()).isEqualTo(FLOWS);

            assertThat(weir.run("label", "F1", "benign", "--analyst", "bob", "--json"))
                    .isZero();
            assertThat(json().get("learned").asInt()).isEqualTo(1);
            assertThat(status().get("model_digest").textValue()).isNotEqualTo(digest);
            assertThat(weir.run("diff", "a", "live", "--json")).isZero();
            assertThat(json().get("lessons").asInt()).isEqualTo(1);

            assertThat(weir.run("rollback", "a")).isZero();
            assertThat(status().get("model_digest").textValue()).isEqualTo(digest);
            assertThat(weir.run("verify")).isZero();
        }
    }

    @Test
    void verdictsOfAnAnalyst_areUnlearned_andTakenBack() throws Exception {
        Path flows = Files.writeString(folder.resolve("flows.csv"), flows());
        try (Service service = Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start)) {
            service.check();
            assertThat(weir.run("replay", flows.toString())).isZero();
            TestBroker.await(
                    "all flows scored", () -> status().get("flows_scored").asInt() == FLOWS);
            assertThat(weir.run("label", "F1", "malicious", "--analyst", "alice"))
                    .isZero();
            String honest = status().get("model_digest").textValue();
            assertThat(weir.run("label", "F2", "benign", "--analyst", "mallory"))
                    .isZero();

            assertThat(weir.run("blame", "F3", "--json")).as(weir.err()).isZero();
            JsonNode blame = json();
            assertThat(blame.get("lessons").asInt()).isEqualTo(2);
            double sum = blame.get("prior").asDouble() + blame.get("rest").asDouble();
            for (JsonNode lesson : blame.get("most")) {
                sum += lesson.get("logit").asDouble();
            }
            assertThat(sum).isCloseTo(blame.get("logit").asDouble(), within(1e-9));
            assertThat(weir.run("blame", "F3")).isZero();
            assertThat(weir.out()).contains("mallory", "to take one back: weir unlearn --lesson");
            assertThat(weir.run("blame", "nowhere")).isEqualTo(1);

            assertThat(weir.run("unlearn", "--analyst", "mallory", "--preview"))
                    .as(weir.err())
                    .isZero();
            assertThat(weir.out()).contains("would unlearn 1 lesson", "mallory: 1 lesson", "nothing was done");
            assertThat(weir.run("unlearn", "--analyst", "mallory", "--since", "2020-01-01", "--json"))
                    .isZero();
            JsonNode receipt = json().get("receipt");
            assertThat(receipt.get("equals_never_taught").booleanValue()).isTrue();
            assertThat(receipt.get("digest_after").textValue()).isEqualTo(honest);
            assertThat(status().get("model_digest").textValue()).isEqualTo(honest);
            assertThat(weir.run("unlearn", "--analyst", "nobody")).isEqualTo(1);
            assertThat(weir.err()).contains("no lesson that still counts");

            assertThat(weir.run(
                            "unlearn", "--take-back", receipt.get("unlearning").asText()))
                    .isZero();
            assertThat(weir.out()).contains("equals never taught", "yes, by a second replay");
            assertThat(status().get("model_digest").textValue())
                    .isEqualTo(receipt.get("digest_before").textValue());
            assertThat(weir.run("audit", "--json")).isZero();
            assertThat(weir.out()).contains("\"unlearn\"", "\"relearn\"");
        }
    }

    @Test
    void review_listsUnlikeFlows_thatNobodyHasLabelled() throws Exception {
        Path flows = Files.writeString(folder.resolve("flows.csv"), flows());
        try (Service service = Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start)) {
            service.check();
            assertThat(weir.run("review")).isZero();
            assertThat(weir.out()).startsWith("no flow to review");
            assertThat(weir.run("replay", flows.toString())).isZero();
            TestBroker.await(
                    "all flows scored", () -> status().get("flows_scored").asInt() == FLOWS);

            List<String> first = reviewed("5");
            assertThat(first).hasSize(5).doesNotHaveDuplicates().allMatch(id -> id.matches("F\\d+"));
            assertThat(reviewed("5")).isEqualTo(first);
            assertThat(reviewed("1000")).hasSize(FLOWS).doesNotHaveDuplicates();
            assertThat(json().findValuesAsText("reason")).contains("high", "uncertain", "novel");

            for (String id : first) {
                assertThat(weir.run("label", id, "benign")).isZero();
            }
            assertThat(reviewed("1000")).hasSize(FLOWS - 5).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void sigterm_closesCleanly() throws Exception {
        try (ChildJvm process =
                ChildJvm.start(Weir.class, "up", "--data-dir", directory.path().toString())) {
            assertThat(process.readLine()).isEqualTo("weir is ready");
            assertThat(status().get("state").textValue()).isEqualTo("RUNNING");

            assertThat(process.terminate()).isEqualTo(128 + 15);

            assertThat(directory.runFile()).doesNotExist();
        }
    }

    private List<String> reviewed(String most) {
        assertThat(weir.run("review", "--json", "--top", most)).as(weir.err()).isZero();
        return json().findValuesAsText("flow_id");
    }

    private JsonNode status() {
        assertThat(weir.run("status", "--json")).as(weir.err()).isZero();
        return json();
    }

    private JsonNode json() {
        try {
            return new JsonMapper().readTree(weir.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(weir.out(), e);
        }
    }

    private static String flows() {
        StringBuilder csv =
                new StringBuilder("ts,id,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append(1_700_000_000 + i)
                    .append(",F")
                    .append(i)
                    .append(",10.0.0.")
                    .append(i % 5 + 1)
                    .append(",40000,10.1.0.1,")
                    .append(i % 2 == 0 ? 22 : 443)
                    .append(",tcp,0.5,100,2000\n");
        }
        return csv.toString();
    }

    /** One verdict for every flow, by turns, and one for a flow that never was. */
    private Path labels(String even, String odd) throws IOException {
        StringBuilder csv = new StringBuilder("flow_id,verdict,analyst\nnowhere,benign,alice\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append('F')
                    .append(i)
                    .append(',')
                    .append(i % 2 == 0 ? even : odd)
                    .append(",alice\n");
        }
        return Files.writeString(folder.resolve("labels.csv"), csv);
    }
}

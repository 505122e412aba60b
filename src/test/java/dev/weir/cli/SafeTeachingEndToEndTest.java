package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about lessons say of a detector that was taught well, and then badly. */
@Tag("broker")
@Timeout(300)
class SafeTeachingEndToEndTest {
    private static final int FLOWS = 40;

    @TempDir
    private Path folder;

    private CommandLineFixture weir;
    private DataDirectory directory;

    @BeforeEach
    void prepare() {
        directory = new DataDirectory(folder.resolve("data"));
        weir = new CommandLineFixture(directory.path());
    }

    @Test
    void badLessons_areFound_blamed_proved_andUnlearned() throws Exception {
        Path flows = Files.writeString(folder.resolve("flows.csv"), flows());
        try (Service service = Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start)) {
            service.check();
            assertThat(weir.run("replay", flows.toString())).isZero();
            TestBroker.await(
                    "all flows scored",
                    () -> json("status", "--json").get("flows_scored").asInt() == FLOWS);
            assertThat(weir.run("label", "--file", labels(true).toString(), "--analyst", "alice"))
                    .isZero();
            long good = json("status", "--json").get("model_version").asLong();
            String honest = json("status", "--json").get("model_digest").textValue();
            assertThat(weir.run("label", "--file", labels(false).toString(), "--analyst", "mallory"))
                    .isZero();
            long bad = json("status", "--json").get("model_version").asLong();

            JsonNode blame = json("blame", "F1", "--json");
            double sum = blame.get("prior").asDouble() + blame.get("rest").asDouble();
            for (JsonNode lesson : blame.get("most")) {
                sum += lesson.get("logit").asDouble();
            }
            assertThat(sum).isCloseTo(blame.get("logit").asDouble(), within(1e-9));

            JsonNode found = json("bisect", "--good", "" + good, "--bad", "" + bad, "--json");
            assertThat(found.get("precision_bad").asDouble())
                    .isLessThan(found.get("precision_good").asDouble());
            assertThat(found.get("first_event").asLong()).isGreaterThanOrEqualTo(good);
            assertThat(found.get("analysts").properties())
                    .singleElement()
                    .satisfies(one -> assertThat(one.getKey()).isEqualTo("mallory"));
            assertThat(found.get("replays").asInt()).isLessThanOrEqualTo(16);
            assertThat(weir.run(
                            "bisect", "--good", "" + good, "--bad", "" + bad, "--metric", folder + "/labels-true.csv"))
                    .as(weir.err())
                    .isZero();
            assertThat(weir.out()).contains("to take them back: weir unlearn --lesson");

            JsonNode hunted = json("hunt", "--model", "" + good, "--threshold", "0.6", "--json");
            assertThat(hunted.get("flows").asInt()).isEqualTo(FLOWS);
            assertThat(hunted.get("foreign").asInt()).isZero();
            assertThat(hunted.get("missed").asInt() + hunted.get("known").asInt())
                    .isGreaterThan(0);
            assertThat(weir.run("hunt", "--host", "10.0.0.1")).as(weir.err()).isZero();

            assertThat(matching("10.0.0.2")).isEqualTo(FLOWS / 2);
            assertThat(matching("10.1.0.0/16")).isEqualTo(FLOWS);
            assertThat(matching("10.0.0.20")).isZero();
            assertThat(weir.run("hunt", "--indicator", "10.0.0.2", "--threshold", "0.5"))
                    .isEqualTo(2);
            assertThat(weir.run("hunt", "--indicator", " ")).isEqualTo(1);

            assertThat(json("drift", "--json").get("networks")).isEmpty();
            assertThat(weir.run("drift", "--since", "yesterday")).isEqualTo(2);

            Path bundle = folder.resolve("bundle");
            assertThat(weir.run("prove", "F1", "-o", bundle.toString()))
                    .as(weir.err())
                    .isZero();
            assertThat(weir.out()).contains("to check it anywhere: weir check");
            assertThat(weir.run("prove", "F1", "-o", bundle.toString())).isEqualTo(1);
            assertThat(json("check", bundle.toString(), "--json").get("holds").booleanValue())
                    .isTrue();

            assertThat(json("unlearn", "--analyst", "mallory", "--json")
                            .get("receipt")
                            .get("digest_after")
                            .textValue())
                    .isEqualTo(honest);
        }
        Path bundle = folder.resolve("bundle");
        assertThat(weir.run("check", bundle.toString())).isZero();
        byte[] bytes = Files.readAllBytes(bundle);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int at = i < 70 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(7));
            Files.write(bundle, changed);
            assertThat(weir.run("check", bundle.toString())).as("byte " + at).isEqualTo(1);
        }
    }

    /** How many flows are from or to an indicator. */
    private int matching(String indicator) {
        JsonNode hunted = json("hunt", "--indicator", indicator, "--json");
        assertThat(hunted.get("flows").asInt()).isEqualTo(FLOWS);
        return hunted.get("missed").asInt() + hunted.get("known").asInt();
    }

    private JsonNode json(String... arguments) {
        int status = weir.run(arguments);
        assertThat(status).as(weir.err() + weir.out()).isZero();
        try {
            return new JsonMapper().readTree(weir.out());
        } catch (java.io.IOException e) {
            throw new AssertionError(weir.out(), e);
        }
    }

    private static String flows() {
        StringBuilder csv =
                new StringBuilder("ts,id,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes,state\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append(1_700_000_000 + i)
                    .append(",F")
                    .append(i)
                    .append(i % 2 == 0 ? ",10.0.0.1" : ",10.0.0.2")
                    .append(",40000,10.1.0.1,")
                    .append(i % 2 == 0 ? "22,tcp,0.001,0,0,S0\n" : "443,tcp,0.5,900,20000,SF\n");
        }
        return csv.toString();
    }

    /** The truth about every flow, or its opposite. */
    private Path labels(boolean truth) throws java.io.IOException {
        StringBuilder csv = new StringBuilder("flow_id,verdict\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append('F').append(i).append(i % 2 == 0 == truth ? ",malicious\n" : ",benign\n");
        }
        return Files.writeString(folder.resolve("labels-" + truth + ".csv"), csv);
    }
}

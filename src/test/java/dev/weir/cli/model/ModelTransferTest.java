package dev.weir.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import dev.weir.cli.settings.EffectOf;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelSettings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A model as a file, from one detector to another, by the commands. */
@Tag("broker")
class ModelTransferTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int FLOWS = 20;

    @TempDir
    private Path folder;

    @Test
    void exportedModel_isInstalledOnAllInstancesOfAnother_andRolledBackOnAll() throws IOException {
        Path file = folder.resolve("model.weir");
        String digest = teachAndExport(file);
        try (Service one = start("one", "second");
                Service two = start("two", "second")) {
            one.check();
            two.check();
            String before = digestOf("one");
            int version = status("one").get("model_version").asInt();

            refusesADamagedCopyOf(file);
            assertThat(weir("one").run("install", file.toString())).isZero();

            assertThat(digestOf("one")).isEqualTo(digest).isNotEqualTo(before);
            TestBroker.await("the other instance too", () -> digestOf("two").equals(digest));
            CommandLineFixture weir = weir("two");
            assertThat(weir.run("verify")).as(weir.err()).isZero();
            assertThat(weir.run("rollback", "before-install-" + version))
                    .as(weir.err())
                    .isZero();
            TestBroker.await(
                    "back on both",
                    () -> List.of(digestOf("one"), digestOf("two")).equals(List.of(before, before)));
        }
    }

    @Test
    @EffectOf("model.baseline")
    void baselineOfTheSettings_isInstalledOnAnEmptyLogAlone_andCanBeTakenBack() throws IOException {
        Path baseline = folder.resolve("baseline.weir");
        assertThat(weir("third").run("train", "simulated:1:500", "--to-start-from", "-o", baseline.toString()))
                .isZero();
        Path other = folder.resolve("other.weir");
        assertThat(weir("third").run("train", "simulated:2:500", "-o", other.toString()))
                .isZero();
        String digest = ModelFile.read(baseline).manifest().digest();
        try (Service third = start("third", "third", baseline)) {
            third.check();
            assertThat(status("third").get("model_version").asInt()).isEqualTo(1);
            assertThat(status("third").get("lessons").asInt()).isZero();
            assertThat(digestOf("third")).isEqualTo(digest);
        }
        try (Service fourth = start("fourth", "third", other)) {
            fourth.check();
            assertThat(digestOf("fourth")).as("the log is not empty any more").isEqualTo(digest);
            CommandLineFixture weir = weir("fourth");
            assertThat(weir.run("rollback", "0")).as(weir.err()).isZero();
            assertThat(digestOf("fourth")).isNotEqualTo(digest);
            assertThat(weir.run("verify")).as(weir.err()).isZero();
        }
    }

    private String teachAndExport(Path file) throws IOException {
        CommandLineFixture weir = weir("first");
        try (Service service = start("first", "first")) {
            service.check();
            assertThat(weir.run("replay", flows().toString())).as(weir.err()).isZero();
            TestBroker.await(
                    "flows scored", () -> status("first").get("flows_scored").asInt() == FLOWS);
            assertThat(weir.run("label", "--file", labels().toString()))
                    .as(weir.err())
                    .isZero();
            assertThat(weir.run("export", file.toString())).as(weir.err()).isZero();
            assertThat(weir.out()).startsWith("wrote " + file + ": 20 lessons, digest ");
            assertThat(weir.run("export", file.toString())).isEqualTo(1);
            assertThat(weir.err()).contains(file + " exists already");
            return ModelFile.read(file).manifest().digest();
        }
    }

    private void refusesADamagedCopyOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.weir"), bytes);
        CommandLineFixture weir = weir("one");
        int version = status("one").get("model_version").asInt();

        assertThat(weir.run("install", damaged.toString())).isEqualTo(1);
        assertThat(weir.err())
                .isEqualTo("weir install: " + damaged + " cannot be used: its checksum does not fit: it was damaged or"
                        + " changed, copy it again" + System.lineSeparator());
        assertThat(status("one").get("model_version").asInt()).isEqualTo(version);
    }

    private Service start(String name, String prefix) throws IOException {
        return start(name, prefix, Path.of(ModelSettings.NONE));
    }

    private Service start(String name, String prefix, Path baseline) throws IOException {
        Path config = Files.writeString(
                folder.resolve(name + ".yaml"),
                "topics: {prefix: " + prefix + "}\nmodel: {baseline: " + baseline + "}\n");
        DataDirectory directory = new DataDirectory(folder.resolve(name));
        Settings settings = SettingsFile.read(config, Settings.defaults(directory.path()));
        return Service.start(
                directory,
                settings.withKafka(settings.kafka().withBootstrapServers(BROKER.bootstrapServer())),
                DetectorStart::start);
    }

    private CommandLineFixture weir(String name) {
        return new CommandLineFixture(folder.resolve(name));
    }

    private String digestOf(String name) {
        return status(name).get("model_digest").textValue();
    }

    private JsonNode status(String name) {
        CommandLineFixture weir = weir(name);
        assertThat(weir.run("status", "--json")).as(weir.err()).isZero();
        try {
            return new JsonMapper().readTree(weir.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(weir.out(), e);
        }
    }

    private Path flows() throws IOException {
        StringBuilder csv = new StringBuilder("ts,id,src_ip,src_port,dst_ip,dst_port,proto\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append(1_700_000_000 + i).append(",F").append(i).append(",10.0.0.1,4000,10.1.0.1,22,tcp\n");
        }
        return Files.writeString(folder.resolve("flows.csv"), csv);
    }

    private Path labels() throws IOException {
        StringBuilder csv = new StringBuilder("flow_id,verdict\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append('F').append(i).append(i % 3 == 0 ? ",malicious\n" : ",benign\n");
        }
        return Files.writeString(folder.resolve("labels.csv"), csv);
    }
}

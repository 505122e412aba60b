package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is replayed, grows, and is replayed again, with ids of its sensor and without. */
@Tag("broker")
class GrowingLogTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

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
    void linesThatWereScored_areNotScoredAgain_alsoAfterARestart_unlessOneSaysSo() throws Exception {
        Path grown = unpacked("16-grow2");
        Path csv = folder.resolve("no-ids.csv");
        try (Service service = start()) {
            service.check();
            replay(unpacked("16-grow1"));
            awaitCounts(500, 0);
            replay(grown);
            assertThat(weir.out()).contains("500 of these records were sent before", "--again");
            awaitCounts(800, 500);
            write(csv, 100);
            replay(csv);
            awaitCounts(900, 500);
        }
        // As another user of the same detector, who has sent nothing before.
        Files.delete(directory.path().resolve("replayed"));
        try (Service service = start()) {
            service.check();
            write(csv, 150);
            replay(csv);
            awaitCounts(950, 600);
            replay(grown);
            awaitCounts(950, 1_400);
            assertThat(weir.run("status")).isZero();
            assertThat(weir.out()).contains("950 (1,400 of files were scored before, and are not again)");
            assertThat(weir.run("replay", grown.toString(), "--again")).isZero();
            awaitCounts(1_750, 1_400);
        }
    }

    private Service start() {
        return Service.start(directory, Settings.defaults(directory.path()), DetectorStart::start);
    }

    private void replay(Path file) {
        assertThat(weir.run("replay", file.toString())).as(weir.err()).isZero();
    }

    private void awaitCounts(int scored, int repeated) {
        TestBroker.await(scored + " scored, " + repeated + " repeated", () -> {
            JsonNode status = status();
            return status.get("flows_scored").asInt() == scored
                    && status.get("flows_repeated").asInt() == repeated
                    && status.get("flows_read").asInt() == scored + repeated;
        });
    }

    private JsonNode status() {
        assertThat(weir.run("status", "--json")).isZero();
        try {
            return new JsonMapper().readTree(weir.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(String name) throws IOException {
        Path file = folder.resolve(name + ".json");
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(CASES.resolve(name + ".json.gz")))) {
            String flows = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
            // Of a time that is past wherever this runs.
            return Files.writeString(file, flows.replace("\"ts\": 179", "\"ts\": 169"));
        }
    }

    /** Flows without ids; one line comes twice, which is two flows. */
    private static void write(Path file, int flows) throws IOException {
        StringBuilder csv = new StringBuilder("ts,src_ip,src_port,dst_ip,dst_port,proto\n");
        for (int i = 0; i < flows; i++) {
            csv.append("1690000000,10.0.0.").append(i / 2 % 9).append(",40000,10.1.0.1,443,tcp\n");
        }
        Files.writeString(file, csv.toString());
    }
}

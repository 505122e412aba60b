package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.Settings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data folder of an older Weir (commit dc9dcca: 60 flows OLD0 to OLD59, two verdicts, the checkpoint before-move) opens, and
 * goes on.
 */
@Tag("broker")
class OldDataFolderTest {
    private static final String DIGEST = "6531bb39088caeea6619e81fae0ee5d09e1a3a8110c4bbc93a0924853834512b";

    @TempDir
    private Path folder;

    private Path data;
    private CommandLineFixture weir;

    @BeforeEach
    void unpack() throws IOException {
        data = folder.resolve("data");
        unpack("/dev/weir/cli/data/before-the-packed-flow.tar.xz", data);
        weir = new CommandLineFixture(data);
    }

    @Test
    void oldFolder_keepsItsModelAndCounts_andGoesOn() throws IOException {
        DataDirectory directory = new DataDirectory(data);
        try (Service service = Service.start(directory, Settings.defaults(data), DetectorStart::start)) {
            service.check();

            JsonNode status = status();
            assertThat(status.get("model_digest").textValue()).isEqualTo(DIGEST);
            assertThat(status.get("lessons").asInt()).isEqualTo(2);
            TestBroker.await(
                    "the counts are back", () -> status().get("flows_scored").asInt() == 60);

            assertThat(weir.run("label", "OLD7", "malicious", "--json"))
                    .as(weir.err())
                    .isZero();
            TestBroker.await(
                    "the verdict is set aside, since the columns of features have changed",
                    () -> status().get("feedback_dead_letters").asInt() == 1);
            assertThat(status().get("feedback_dead_letters_by_reason").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("foreign_features");

            Path flow = Files.writeString(
                    folder.resolve("flow.csv"),
                    "ts,id,src_ip,dst_ip,dst_port,proto\n1700009000,NEW1,10.0.0.1,10.1.0.1,443,tcp\n");
            assertThat(weir.run("replay", flow.toString())).as(weir.err()).isZero();
            assertThat(weir.run("label", "NEW1", "malicious", "--json"))
                    .as(weir.err())
                    .isZero();
            TestBroker.await(
                    "the new verdict is learned", () -> status().get("lessons").asInt() == 3);
            assertThat(status().get("model_digest").textValue()).isNotEqualTo(DIGEST);

            assertThat(weir.run("rollback", "before-move")).as(weir.err()).isZero();
            assertThat(status().get("model_digest").textValue()).isEqualTo(DIGEST);
            assertThat(weir.run("verify")).as(weir.err()).isZero();
        }
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

    private static void unpack(String resource, Path target) throws IOException {
        Files.createDirectory(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (InputStream packed = OldDataFolderTest.class.getResourceAsStream(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.copy(tar, path);
                }
            }
        }
    }
}

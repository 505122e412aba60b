package dev.weir.modelfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSchema.Column;
import dev.weir.features.FeatureSchema.Kind;
import dev.weir.model.LearnerBytes;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModelTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final Column RATIO = new Column("src.failure_ratio.60s", Kind.NUMERIC, "");
    private static final Column PORT = new Column("flow.port", Kind.CATEGORY, "");
    private static final FeatureSchema SCHEMA = new FeatureSchema(List.of(RATIO, PORT));
    private static final ModelState STATE = VowpalWabbitModelTest.trained(50);
    private static final ModelFile FILE = ModelFile.of(STATE, SCHEMA, "a test");

    @TempDir
    private Path folder;

    @Test
    void anyFlippedByte_isRefused() {
        byte[] sound = FILE.toBytes();
        for (int at = 0; at < sound.length; at += at < 400 ? 1 : 37) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> ModelFile.ofBytes(damaged))
                    .as("byte %d", at)
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void flippedByteOfTheModel_isSaidToBeDamage() {
        byte[] damaged = FILE.toBytes();
        damaged[damaged.length - 100] ^= 4;

        assertThatThrownBy(() -> ModelFile.ofBytes(damaged))
                .hasMessage("its checksum does not fit: it was damaged or changed, copy it again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 66, 67, 2_000})
    void fileCutShort_isRefused(int missing) {
        byte[] sound = FILE.toBytes();

        assertThatThrownBy(() -> ModelFile.ofBytes(Arrays.copyOf(sound, sound.length - missing)))
                .hasMessage("it is cut short or has bytes after its end: copy it again");
    }

    @Test
    void bytesAfterTheEnd_areRefused() {
        assertThatThrownBy(() -> ModelFile.ofBytes(Arrays.copyOf(FILE.toBytes(), FILE.toBytes().length + 1)))
                .hasMessage("it is cut short or has bytes after its end: copy it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "{}\n", "[1]\n", "{\"weir_model\":1}\n", "flow_id,verdict\n", "{\"weir_model\":\n"})
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ModelFile.ofBytes(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("its first line is not that of a model file: it is something else, or damaged");
    }

    @Test
    void unknownVersion_isNamed() {
        assertThatThrownBy(
                        () -> ModelFile.ofBytes(edited(line -> line.replace("\"weir_model\":1", "\"weir_model\":7"))))
                .hasMessage(
                        "it is of version 7, this Weir reads version 1: use the Weir that wrote it, or train it anew");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000_000_000, Integer.MAX_VALUE})
    void statedLengthBeyondTheFile_isRefusedWithoutReadingIt(int length) {
        assertThatThrownBy(() ->
                        ModelFile.ofBytes(edited(line -> line.replaceAll("\"bytes\":\\d+", "\"bytes\":" + length))))
                .isInstanceOf(ModelFileException.class);
    }

    @Test
    void hugeFile_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("huge"), new byte[ModelFile.MAX_BYTES + 1]);

        assertThatThrownBy(() -> ModelFile.read(file)).hasMessage("it has more than 8388608 bytes, which no model has");
    }

    @Test
    void otherFeatures_areRefused() {
        FeatureSchema other = new FeatureSchema(List.of(RATIO));

        assertThatThrownBy(() -> FILE.requireFits(other))
                .hasMessage("it was trained on other features (schema " + SCHEMA.fingerprint() + ", this Weir has "
                        + other.fingerprint() + "): train it anew with this Weir, or use the Weir that wrote it");
    }

    @Test
    void otherEncoding_isRefused() {
        assertThatThrownBy(() -> resealed(
                                line -> line.replace(new FeatureEncoder(SCHEMA).fingerprint(), "0123456789abcdef"))
                        .requireFits(SCHEMA))
                .hasMessageStartingWith("its weights have other meanings (encoding 0123456789abcdef, this Weir has ");
    }

    @Test
    void otherLearner_isRefused() {
        assertThatThrownBy(() -> resealed(line -> line.replaceAll("\"learner\":\\d+", "\"learner\":99"))
                        .requireFits(SCHEMA))
                .hasMessageStartingWith("it is for version 99 of the learner, this Weir has ");
    }

    @Test
    void soundFileAroundAnUnsoundModel_isRefused() {
        ModelFile empty = ModelFile.of(new ModelState(new byte[] {1, 2, 3}, 0), SCHEMA, "");

        assertThatThrownBy(() -> ModelFile.ofBytes(empty.toBytes()).requireFits(SCHEMA))
                .hasMessageStartingWith("its checksums fit, but it is no sound model: ");
    }

    @Test
    void learnerStartedWithOtherSettings_neverReachesTheNativeLoader() {
        byte[] learner = ModelFormat.split(STATE).learner();
        int options = new String(learner, StandardCharsets.ISO_8859_1).indexOf("--adaptive");
        learner[options + 2] = 'q';
        ModelState hostile = ModelFormat.join(new ModelFormat.Parts(50, 9, learner));

        assertThatThrownBy(() -> ModelFile.of(hostile, SCHEMA, "").requireFits(SCHEMA))
                .hasMessageEndingWith("the learner in it was started with other settings");
    }

    @Test
    void learnerThatSaysItHasNoCounters_neverReachesTheNativeLoader() {
        byte[] learner = ModelFormat.split(STATE).learner();
        learner[LearnerBytes.settingsEnd(learner) - 1] = 0;
        ModelState hostile = ModelFormat.join(new ModelFormat.Parts(50, 9, learner));

        assertThatThrownBy(() -> ModelFile.of(hostile, SCHEMA, "").requireFits(SCHEMA))
                .hasMessageEndingWith("the learner in it was started with other settings");
    }

    @Test
    void weightThatIsNoNumber_isRefused() {
        byte[] learner = ModelFormat.split(STATE).learner();
        ByteBuffer.wrap(learner).putInt(learner.length - 8, 0x0000c07f);
        ModelState hostile = ModelFormat.join(new ModelFormat.Parts(50, 9, learner));

        assertThatThrownBy(() -> ModelFile.of(hostile, SCHEMA, "").requireFits(SCHEMA))
                .hasMessageContaining("is such as no lessons give");
    }

    @Test
    void writtenFile_readsBackEqualAndFits() throws IOException {
        Path file = folder.resolve("model.weir");
        Files.writeString(file, "what was there before");
        FILE.write(file);

        ModelFile read = ModelFile.read(file);

        read.requireFits(SCHEMA);
        assertThat(read.manifest()).isEqualTo(FILE.manifest());
        assertThat(read.state().bytes()).isEqualTo(STATE.bytes());
        assertThat(read.manifest().lessons()).isEqualTo(50);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void originOfAnyText_isKept() {
        String hostile = "\u001b[31m\n\"}" + "x".repeat(5_000);

        assertThat(ModelFile.ofBytes(ModelFile.of(STATE, SCHEMA, hostile).toBytes())
                        .manifest()
                        .origin())
                .isEqualTo(hostile.substring(0, ModelManifest.MAX_ORIGIN));
    }

    /** The file with its first line changed, and nothing else. */
    private static byte[] edited(UnaryOperator<String> edit) {
        String text = new String(FILE.toBytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return (edit.apply(text.substring(0, end)) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same, by somebody who can compute a checksum. */
    private static ModelFile resealed(UnaryOperator<String> edit) {
        byte[] edited = edited(edit);
        byte[] body = Arrays.copyOf(edited, edited.length - 66);
        byte[] seal = ModelFile.seal(body);
        System.arraycopy(seal, 0, edited, body.length, seal.length);
        return ModelFile.ofBytes(edited);
    }
}

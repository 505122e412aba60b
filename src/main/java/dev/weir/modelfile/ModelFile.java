package dev.weir.modelfile;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureSchema;
import dev.weir.files.AtomicFile;
import dev.weir.flow.Digests;
import dev.weir.model.DamagedModelException;
import dev.weir.model.LearnerBytes;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitLearner;
import dev.weir.model.VowpalWabbitModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A model to carry from one detector to another: a line of JSON that says what it is, the bytes of a
 * {@link ModelState}, and the SHA-256 of all that as the last line. Immutable.
 *
 * <p>Reading checks that the file is whole and unchanged; only {@link #requireFits} lets the learner see the bytes.
 */
public final class ModelFile {
    /** The largest file that is read; a model with all weights in use has half of it. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_MANIFEST_BYTES = 8 * 1024;
    /** Line feed, 64 hexadecimal digits, line feed. */
    private static final int SEAL_BYTES = 66;

    private final ModelManifest manifest;
    private final ModelState state;

    private ModelFile(ModelManifest manifest, ModelState state) {
        this.manifest = manifest;
        this.state = state;
    }

    /**
     * A model of this process, as a file.
     *
     * @param origin where it comes from, in words; cut at {@value ModelManifest#MAX_ORIGIN} characters
     * @param schema the columns it was trained on
     */
    public static ModelFile of(ModelState state, FeatureSchema schema, String origin) {
        byte[] bytes = state.bytes();
        ModelManifest manifest = new ModelManifest(
                origin.substring(0, Math.min(origin.length(), ModelManifest.MAX_ORIGIN)),
                VowpalWabbitLearner.VERSION,
                schema.fingerprint(),
                new FeatureEncoder(schema).fingerprint(),
                state.lessons(),
                bytes.length,
                state.digest());
        return new ModelFile(manifest, state);
    }

    /** @throws ModelFileException if this is no whole and unchanged model file of a known version */
    public static ModelFile ofBytes(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new ModelFileException("it has more than " + MAX_BYTES + " bytes, which no model has");
        }
        int lineEnd = lineEnd(file);
        ModelManifest manifest = ModelManifest.ofJson(Arrays.copyOf(file, lineEnd));
        int sealAt = file.length - SEAL_BYTES;
        if (manifest.bytes() != sealAt - lineEnd - 1) {
            throw new ModelFileException("it is cut short or has bytes after its end: copy it again");
        }
        byte[] sealed = Arrays.copyOf(file, sealAt);
        ModelState state = new ModelState(Arrays.copyOfRange(file, lineEnd + 1, sealAt), manifest.lessons());
        if (!Arrays.equals(seal(sealed), Arrays.copyOfRange(file, sealAt, file.length))
                || !state.digest().equals(manifest.digest())) {
            throw new ModelFileException("its checksum does not fit: it was damaged or changed, copy it again");
        }
        return new ModelFile(manifest, state);
    }

    /**
     * @throws IOException if the file cannot be read
     * @throws ModelFileException like {@link #ofBytes}
     */
    public static ModelFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ofBytes(in.readNBytes(MAX_BYTES + 1));
        }
    }

    /** Writes it whole or not at all, in place of what was there. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toBytes());
    }

    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(manifest.bytes() + 1_024);
        out.writeBytes(manifest.toJson());
        out.write('\n');
        out.writeBytes(state.bytes());
        out.writeBytes(seal(out.toByteArray()));
        return out.toByteArray();
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** The model. Untrusted until {@link #requireFits} has passed. */
    public ModelState state() {
        return state;
    }

    /**
     * Makes sure that a detector with these features can score and learn with the model.
     *
     * @throws ModelFileException if not; the message says why
     */
    public void requireFits(FeatureSchema schema) {
        String remedy = ": train it anew with this Weir, or use the Weir that wrote it";
        if (manifest.learner() != VowpalWabbitLearner.VERSION) {
            throw new ModelFileException("it is for version " + manifest.learner() + " of the learner, this Weir has "
                    + VowpalWabbitLearner.VERSION + remedy);
        }
        if (!manifest.schema().equals(schema.fingerprint())) {
            throw new ModelFileException("it was trained on other features (schema " + shown(manifest.schema())
                    + ", this Weir has " + schema.fingerprint() + ")" + remedy);
        }
        String encoding = new FeatureEncoder(schema).fingerprint();
        if (!manifest.encoding().equals(encoding)) {
            throw new ModelFileException("its weights have other meanings (encoding " + shown(manifest.encoding())
                    + ", this Weir has " + encoding + ")" + remedy);
        }
        try {
            LearnerBytes.requireSafe(state);
            VowpalWabbitModel.loadToLearn(state).close();
        } catch (DamagedModelException e) {
            throw new ModelFileException("its checksums fit, but it is no sound model: " + e.getMessage(), e);
        }
    }

    private static String shown(String fingerprint) {
        return fingerprint.matches("[0-9a-f]{1,64}") ? fingerprint : "(none)";
    }

    private static int lineEnd(byte[] file) {
        for (int i = 0; i < Math.min(file.length, MAX_MANIFEST_BYTES); i++) {
            if (file[i] == '\n') {
                return i;
            }
        }
        throw new ModelFileException("its first line is not that of a model file: it is something else, or damaged");
    }

    static byte[] seal(byte[] sealed) {
        return ("\n" + Digests.sha256Hex(sealed) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}

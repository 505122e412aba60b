package dev.weir.modelfile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSchema.Column;
import dev.weir.features.FeatureSchema.Kind;
import dev.weir.model.CategoryState;
import dev.weir.model.DamagedModelException;
import dev.weir.model.ModelFormat;
import dev.weir.model.Untrained;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Model files as a stranger may hand them over. */
class ModelFileFuzzTest {
    private static final int MAX_REASON = 400;
    private static final FeatureSchema SCHEMA = new FeatureSchema(List.of(new Column("flow.port", Kind.CATEGORY, "")));

    @FuzzTest
    void file(byte[] content) {
        check(content);
    }

    /** The manifest alone varies; length, checksums and seal are those that it needs. */
    @FuzzTest
    void manifest(byte[] line) {
        byte[] model = Untrained.STATE.bytes();
        byte[] sealed = ByteBuffer.allocate(line.length + 1 + model.length)
                .put(line)
                .put((byte) '\n')
                .put(model)
                .array();
        check(sealed(sealed));
    }

    /** What Vowpal Wabbit would load varies, under checksums that fit: somebody who can write a file can do sums. */
    @FuzzTest
    void learner(byte[] saved) {
        check(ModelFile.of(ModelFormat.join(new ModelFormat.Parts(3, 1, saved)), SCHEMA, "a test")
                .toBytes());
    }

    /** The same for a model with kinds of threat, all that follows its header. */
    @FuzzTest
    void categories(byte[] state) {
        CategoryState categories;
        try {
            categories = CategoryState.of(ByteBuffer.wrap(state));
        } catch (DamagedModelException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), MAX_REASON);
            return;
        }
        Fuzzed.requireEqual(Arrays.hashCode(categories.toBytes()), Arrays.hashCode(state));
        ModelFormat.Parts parts = new ModelFormat.Parts(3, 1, Untrained.LEARNER, null, categories);
        check(ModelFile.of(ModelFormat.join(parts), SCHEMA, "a test").toBytes());
    }

    private static byte[] sealed(byte[] content) {
        byte[] seal = ModelFile.seal(content);
        return ByteBuffer.allocate(content.length + seal.length)
                .put(content)
                .put(seal)
                .array();
    }

    private static void check(byte[] content) {
        try {
            ModelFile file = ModelFile.ofBytes(content);
            Fuzzed.requireJson(file.manifest().toJson());
            file.requireFits(SCHEMA);
            Fuzzed.requireEqual(
                    ModelFile.ofBytes(file.toBytes()).state().digest(),
                    file.state().digest());
        } catch (ModelFileException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), MAX_REASON);
        }
    }
}

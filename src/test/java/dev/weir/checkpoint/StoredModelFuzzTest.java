package dev.weir.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.fold.ModelSnapshot;
import java.util.Arrays;
import java.util.Optional;

/** Models as a damaged disk may give them back. */
class StoredModelFuzzTest {
    private static final byte[] KEY = {1, 2, 3};

    @FuzzTest
    void sealed(byte[] stored) {
        Optional<byte[]> opened = Sealed.open("model", KEY, stored);
        if (opened.isPresent()) {
            Fuzzed.requireEqual(Arrays.hashCode(Sealed.seal("model", KEY, opened.get())), Arrays.hashCode(stored));
        }
    }

    /** What was sealed comes back as it was; under another key or kind, not at all. */
    @FuzzTest
    void value(byte[] value) {
        byte[] sealed = Sealed.seal("model", KEY, value);
        Fuzzed.requireEqual(Arrays.hashCode(Sealed.open("model", KEY, sealed).orElseThrow()), Arrays.hashCode(value));
        Fuzzed.requireEqual(Sealed.open("model", new byte[] {1, 2}, sealed).isPresent(), false);
        Fuzzed.requireEqual(Sealed.open("other", KEY, sealed).isPresent(), false);
        boolean isNotNegative = value.length >= 2 * Long.BYTES && value[0] >= 0 && value[Long.BYTES] >= 0;
        if (isNotNegative) {
            ModelSnapshot model = Records.model(value);
            Fuzzed.requireEqual(Arrays.hashCode(Records.model(model)), Arrays.hashCode(value));
        }
    }
}

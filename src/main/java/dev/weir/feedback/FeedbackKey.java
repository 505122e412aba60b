package dev.weir.feedback;

import dev.weir.files.KeyFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Signs feedback that comes through Weir, so that it can be told from what others put straight onto the topic and whose analyst
 * nobody has checked. The signature is HMAC-SHA-256 of the record's value, in the header {@value #HEADER}.
 */
public final class FeedbackKey {
    public static final String HEADER = "weir.signature";

    private final byte[] key;

    private FeedbackKey(byte[] key) {
        this.key = key;
    }

    /**
     * Reads the key, or makes one where there is no file.
     *
     * @throws IllegalStateException if that cannot be done; the message says what to do
     */
    public static FeedbackKey at(Path file) {
        return new FeedbackKey(KeyFile.at(file, "feedback.key-file"));
    }

    /** One of this process alone. */
    public static FeedbackKey random() {
        return new FeedbackKey(KeyFile.random());
    }

    /** The signature of a record. */
    public byte[] sign(byte[] value) {
        return KeyFile.hmac(key, value);
    }

    /** Whether a signature is that of a record. */
    public boolean hasSigned(byte @Nullable [] value, byte @Nullable [] signature) {
        return value != null && signature != null && MessageDigest.isEqual(sign(value), signature);
    }
}

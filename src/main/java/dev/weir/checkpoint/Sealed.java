package dev.weir.checkpoint;

import dev.weir.flow.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stored value under seal: format version (1 byte), SHA-256 over the kind of value, its key and what follows (32 bytes), then the value.
 * Since the key is under the seal too, a value that turns up in another's place is found out.
 */
final class Sealed {
    private static final byte FORMAT_VERSION = 1;
    private static final int DIGEST_BYTES = 32;
    private static final int HEADER_BYTES = 1 + DIGEST_BYTES;

    private Sealed() {}

    static byte[] seal(String kind, byte[] key, byte[] value) {
        return ByteBuffer.allocate(HEADER_BYTES + value.length)
                .put(FORMAT_VERSION)
                .put(digest(kind, key, value, 0))
                .put(value)
                .array();
    }

    /** What was sealed; empty if a bit of it is not as it was. */
    static Optional<byte[]> open(String kind, byte[] key, byte[] stored) {
        if (stored.length < HEADER_BYTES || stored[0] != FORMAT_VERSION) {
            return Optional.empty();
        }
        byte[] expected = Arrays.copyOfRange(stored, 1, HEADER_BYTES);
        if (!MessageDigest.isEqual(expected, digest(kind, key, stored, HEADER_BYTES))) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(stored, HEADER_BYTES, stored.length));
    }

    private static byte[] digest(String kind, byte[] key, byte[] bytes, int from) {
        MessageDigest digest = Digests.sha256();
        digest.update((byte) kind.length());
        kind.chars().forEach(c -> digest.update((byte) c));
        digest.update((byte) key.length);
        digest.update(key);
        digest.update(bytes, from, bytes.length - from);
        return digest.digest();
    }
}

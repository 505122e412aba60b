package dev.weir.detector.lessons;

import dev.weir.flow.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names a beginning of the model log: 32 zero bytes at first, and with each record SHA-256 of what it was, the offset (8 bytes,
 * big-endian), SHA-256 of the key and SHA-256 of the value. Whoever has the log can compute it.
 */
final class LogDigest {
    private byte[] chain = new byte[32];
    private long records;

    void add(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        MessageDigest digest = Digests.sha256();
        digest.update(chain);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        digest.update(Digests.sha256().digest(key == null ? new byte[0] : key));
        digest.update(Digests.sha256().digest(value == null ? new byte[0] : value));
        chain = digest.digest();
        records++;
    }

    long records() {
        return records;
    }

    String hex() {
        return HexFormat.of().formatHex(chain);
    }

    static String of(String text) {
        return Digests.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}

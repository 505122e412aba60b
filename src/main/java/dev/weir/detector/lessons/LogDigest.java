package dev.weir.detector.lessons;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        MessageDigest digest = sha256();
        digest.update(chain);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        digest.update(sha256().digest(key == null ? new byte[0] : key));
        digest.update(sha256().digest(value == null ? new byte[0] : value));
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
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

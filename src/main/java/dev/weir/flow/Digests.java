package dev.weir.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash functions that every Java has. */
public final class Digests {
    private Digests() {}

    /** SHA-256, to feed piece by piece. */
    public static MessageDigest sha256() {
        return of("SHA-256");
    }

    /** SHA-1, for what others name by it; it proves nothing. */
    public static MessageDigest sha1() {
        return of("SHA-1");
    }

    /** All 64 digits of SHA-256, lower case. */
    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** The first digits of SHA-256 of a text in UTF-8, two for each byte asked for. */
    public static String sha256Hex(String text, int bytes) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot happen: every Java has " + algorithm, e);
        }
    }
}

package dev.weir.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keeps a secret key of {@value #BYTES} bytes in a file that its owner alone can read, as hexadecimal digits. */
public final class KeyFile {
    public static final int BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private KeyFile() {}

    /**
     * Reads the key; where there is no file, makes one.
     *
     * @param setting that names the file, for messages
     * @throws IllegalStateException if the file cannot be read or made, or holds no key; the message says what to do
     */
    public static byte[] at(Path file, String setting) {
        try {
            if (!Files.exists(file)) {
                AtomicFile.writePrivate(file, HexFormat.of().formatHex(random()) + "\n");
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalArgumentException("a key must have " + BYTES + " bytes, got " + key.length);
            }
            return key;
        } catch (IOException e) {
            throw new IllegalStateException(setting + ": " + file + " cannot be read or made (" + e + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    setting + ": " + file + " must hold " + 2 * BYTES
                            + " hexadecimal digits; name a file that is not there yet, and one is made",
                    e);
        }
    }

    /** A key that nobody else has. */
    public static byte[] random() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return fresh;
    }

    /** HMAC-SHA-256: only who has the key can make it. */
    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot happen: every Java has HMAC-SHA-256", e);
        }
    }
}

package dev.weir.sharing.privacy;

import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that all pseudonyms are made with. Whoever has it can find out whose pseudonym one is; without it nobody can. */
public final class MasterKey {
    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    /** @param key {@value CryptoPan#KEY_BYTES} bytes */
    public static MasterKey of(byte[] key) {
        if (key.length != CryptoPan.KEY_BYTES) {
            throw new IllegalArgumentException("a key must have " + CryptoPan.KEY_BYTES + " bytes, got " + key.length);
        }
        return new MasterKey(key.clone());
    }

    /**
     * Reads it, 64 hexadecimal digits; where there is no file, makes one that its owner alone can read.
     *
     * @throws IllegalStateException if the file cannot be read or holds no key; the message says what to do
     */
    public static MasterKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[CryptoPan.KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                AtomicFile.writePrivate(file, HexFormat.of().formatHex(fresh) + "\n");
            }
            return of(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new IllegalStateException("privacy.key-file: " + file + " cannot be read or made (" + e + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "privacy.key-file: " + file
                            + " must hold 64 hexadecimal digits; name a file that is not there yet, and"
                            + " one is made",
                    e);
        }
    }

    /** The keys of a span of time: as many bytes as the cipher needs, and as many for names. */
    byte[] ofSpan(long number) {
        byte[] first = derived("addresses", number);
        byte[] second = derived("names", number);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private byte[] derived(String use, long number) {
        return hmac(
                key,
                ByteBuffer.allocate(use.length() + Long.BYTES)
                        .put(use.getBytes(StandardCharsets.US_ASCII))
                        .putLong(number)
                        .array());
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot happen: every Java has HMAC-SHA-256", e);
        }
    }
}

package dev.weir.sharing.privacy;

import dev.weir.files.KeyFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The secret that all pseudonyms are made with. Whoever has it can find out whose pseudonym one is; without it nobody can. */
public final class MasterKey {
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
        return of(KeyFile.at(file, "privacy.key-file"));
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
        return KeyFile.hmac(
                key,
                ByteBuffer.allocate(use.length() + Long.BYTES)
                        .put(use.getBytes(StandardCharsets.US_ASCII))
                        .putLong(number)
                        .array());
    }
}

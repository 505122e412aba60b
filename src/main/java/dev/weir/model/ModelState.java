package dev.weir.model;

import dev.weir.flow.Digests;
import org.jspecify.annotations.Nullable;

/** A saved {@link ThreatModel}: its bytes, how many lessons are in it, and the digest that names it. Immutable. */
public final class ModelState {
    private final byte[] bytes;
    private final long lessons;
    private final String digest;

    public ModelState(byte[] bytes, long lessons) {
        this.bytes = bytes.clone();
        this.lessons = lessons;
        this.digest = digestOf(this.bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public long lessons() {
        return lessons;
    }

    /** SHA-256 of the bytes, 64 hexadecimal digits. Equal digests, equal models: to the last bit of every score. */
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelState state && state.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "ModelState[" + lessons + " lessons, " + digest + "]";
    }

    private static String digestOf(byte[] bytes) {
        return Digests.sha256Hex(bytes);
    }
}

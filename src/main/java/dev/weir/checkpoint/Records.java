package dev.weir.checkpoint;

import dev.weir.fold.Ledger;
import dev.weir.fold.ModelSnapshot;
import dev.weir.model.ModelState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stored values as bytes, big-endian. They are sealed, so reading trusts their lengths. */
final class Records {
    private static final int DIGEST_CHARACTERS = 64;

    private Records() {}

    /**
     * Version, lessons, model; or where what was decided is known: the version's bitwise complement, which is negative,
     * lessons, length of the ledger, the ledger, model.
     */
    static byte[] model(ModelSnapshot model) {
        byte[] bytes = model.state().bytes();
        if (model.ledger() == null) {
            return ByteBuffer.allocate(2 * Long.BYTES + bytes.length)
                    .putLong(model.version())
                    .putLong(model.state().lessons())
                    .put(bytes)
                    .array();
        }
        byte[] ledger = LedgerBytes.write(model.ledger());
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + ledger.length + bytes.length)
                .putLong(~model.version())
                .putLong(model.state().lessons())
                .putInt(ledger.length)
                .put(ledger)
                .put(bytes)
                .array();
    }

    static ModelSnapshot model(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        long version = buffer.getLong();
        long lessons = buffer.getLong();
        Ledger ledger = version < 0 ? LedgerBytes.read(bytes(buffer, buffer.getInt())) : null;
        byte[] bytes = bytes(buffer, buffer.remaining());
        return new ModelSnapshot(version < 0 ? ~version : version, new ModelState(bytes, lessons), ledger);
    }

    /** Version, time in milliseconds, lessons, size, digest, name; an automatic checkpoint has an empty one. */
    static byte[] description(Checkpoint checkpoint) {
        byte[] name =
                checkpoint.name() == null ? new byte[0] : checkpoint.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 * Long.BYTES + DIGEST_CHARACTERS + name.length)
                .putLong(checkpoint.version())
                .putLong(checkpoint.at().toEpochMilli())
                .putLong(checkpoint.lessons())
                .putLong(checkpoint.bytes())
                .put(checkpoint.digest().getBytes(StandardCharsets.US_ASCII))
                .put(name)
                .array();
    }

    static Checkpoint description(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        long version = buffer.getLong();
        Instant at = Instant.ofEpochMilli(buffer.getLong());
        long lessons = buffer.getLong();
        long bytes = buffer.getLong();
        String digest = text(buffer, DIGEST_CHARACTERS);
        String name = text(buffer, buffer.remaining());
        return new Checkpoint(version, nullIfEmpty(name), at, lessons, digest, bytes);
    }

    static Checkpoint describe(ModelSnapshot model, @Nullable String name, Instant at) {
        ModelState state = model.state();
        return new Checkpoint(model.version(), name, at, state.lessons(), state.digest(), state.bytes().length);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(ByteBuffer buffer, int length) {
        return new String(bytes(buffer, length), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}

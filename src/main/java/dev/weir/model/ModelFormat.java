package dev.weir.model;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link ModelState}: 48 bytes of header, then what Vowpal Wabbit saved. Big-endian: magic, format version,
 * learner version, lessons, of these malicious, CRC-32C of all else, length of what follows. No version of the log and no time
 * is in it, so that equal models have equal digests.
 */
final class ModelFormat {
    static final int FORMAT_VERSION = 1;
    static final int HEADER_BYTES = 48;

    private static final long MAGIC = 0x57656972_4d6f646cL; // "WeirModl"
    private static final int CHECKSUM_POSITION = 32;

    private ModelFormat() {}

    /** A model taken apart: lessons in it, those of them whose verdict was malicious, and what Vowpal Wabbit saved. */
    static final class Parts {
        private final long lessons;
        private final long malicious;
        private final byte[] learner;

        Parts(long lessons, long malicious, byte[] learner) {
            this.lessons = lessons;
            this.malicious = malicious;
            this.learner = learner;
        }

        long lessons() {
            return lessons;
        }

        long malicious() {
            return malicious;
        }

        byte[] learner() {
            return learner;
        }
    }

    static ModelState join(Parts parts) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + parts.learner().length)
                .putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(VowpalWabbitLearner.VERSION)
                .putLong(parts.lessons())
                .putLong(parts.malicious())
                .putLong(0)
                .putLong(parts.learner().length)
                .put(parts.learner());
        byte[] bytes = buffer.array();
        buffer.putLong(CHECKSUM_POSITION, checksum(bytes));
        return new ModelState(bytes, parts.lessons());
    }

    /** @throws DamagedModelException if these are not the bytes of a model of this format and learner, whole and unchanged */
    static Parts split(ModelState state) {
        byte[] bytes = state.bytes();
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            throw new DamagedModelException("no Weir model: its first bytes are not those of one");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 8, HEADER_BYTES - 8);
        requireVersion("format", header.getInt(), FORMAT_VERSION);
        requireVersion("learner", header.getInt(), VowpalWabbitLearner.VERSION);
        long lessons = header.getLong();
        long malicious = header.getLong();
        long checksum = header.getLong();
        if (header.getLong() != bytes.length - HEADER_BYTES) {
            throw new DamagedModelException("the model is cut short or has bytes after its end");
        }
        ByteBuffer.wrap(bytes).putLong(CHECKSUM_POSITION, 0);
        if (checksum != checksum(bytes)) {
            throw new DamagedModelException("the model's checksum does not fit its bytes: it was damaged");
        }
        if (lessons != state.lessons()) {
            throw new DamagedModelException(
                    "the model holds " + lessons + " lessons, not " + state.lessons() + " as stated");
        }
        byte[] learner = new byte[bytes.length - HEADER_BYTES];
        System.arraycopy(bytes, HEADER_BYTES, learner, 0, learner.length);
        return new Parts(lessons, malicious, learner);
    }

    /** Reads how many lessons a model's bytes state, without a look at the rest; -1 if there is no header. */
    static long statedLessons(byte[] bytes) {
        return bytes.length < HEADER_BYTES ? -1 : ByteBuffer.wrap(bytes).getLong(16);
    }

    private static void requireVersion(String what, int actual, int expected) {
        if (actual != expected) {
            throw new DamagedModelException("the model has " + what + " version " + actual + ", this Weir reads "
                    + expected + "; use the Weir that wrote it, or learn anew from the log");
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}

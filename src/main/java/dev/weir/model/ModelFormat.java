package dev.weir.model;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the bytes of a {@link ModelState}: 48 bytes of header, then what Vowpal Wabbit saved. Big-endian: magic, format version,
 * learner version, lessons, of these malicious, CRC-32C of all else, length of what follows. No version of the log and no time
 * is in it, so that equal models have equal digests.
 *
 * <p>Format version 2 has the threat categories too: length of the threat model's learner (4 bytes), that learner, then a {@link
 * CategoryState}. A model without them is written as version 1, as ever, so it keeps its digest.
 *
 * <p>Format versions 3 to 5 and 7 are those of models whose prior yields; the format says how a model goes on learning ({@link
 * YieldingRule}). They have the length of the learner (4 bytes), that learner, a {@link YieldingPrior}, and a {@link CategoryState} or
 * nothing.
 *
 * <p>Format versions 6 and 8 are 5 and 7 with notes on those who teach: between prior and categories stand their length (4 bytes) and the notes. What
 * they say is not known here; a model that has them learns each lesson by them.
 */
public final class ModelFormat {
    /** Without threat categories. */
    static final int FORMAT_VERSION = 1;
    /** With them. */
    static final int CATEGORY_FORMAT_VERSION = 2;

    private static final int NEWEST_FORMAT_VERSION = YieldingRule.FORMAT_7.notedFormat;

    static final int HEADER_BYTES = 48;

    private static final long MAGIC = 0x57656972_4d6f646cL; // "WeirModl"
    private static final int CHECKSUM_POSITION = 32;

    private ModelFormat() {}

    /** A model taken apart: lessons in it, those of them whose verdict was malicious, and what Vowpal Wabbit saved. */
    public static final class Parts {
        private final long lessons;
        private final long malicious;
        private final byte[] learner;
        private final @Nullable YieldingPrior prior;
        private final byte @Nullable [] notes;
        private final @Nullable CategoryState categories;

        public Parts(long lessons, long malicious, byte[] learner) {
            this(lessons, malicious, learner, null, null);
        }

        public Parts(
                long lessons,
                long malicious,
                byte[] learner,
                @Nullable YieldingPrior prior,
                @Nullable CategoryState categories) {
            this(lessons, malicious, learner, prior, null, categories);
        }

        /** @param notes on those who teach; only beside a prior of format 5 or later */
        Parts(
                long lessons,
                long malicious,
                byte[] learner,
                @Nullable YieldingPrior prior,
                byte @Nullable [] notes,
                @Nullable CategoryState categories) {
            this.lessons = lessons;
            this.malicious = malicious;
            this.learner = learner;
            this.prior = prior;
            this.notes = notes;
            this.categories = categories;
        }

        /** Null if lessons of all teachers count alike. */
        byte @Nullable [] notes() {
            return notes;
        }

        /** Null before the first lesson that names one. */
        @Nullable
        CategoryState categories() {
            return categories;
        }

        /** Null if the prior is a weight of the learner. */
        @Nullable
        YieldingPrior prior() {
            return prior;
        }

        long lessons() {
            return lessons;
        }

        long malicious() {
            return malicious;
        }

        public byte[] learner() {
            return learner;
        }
    }

    public static ModelState join(Parts parts) {
        byte[] body = bodyOf(parts);
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putLong(MAGIC)
                .putInt(formatOf(parts))
                .putInt(VowpalWabbitLearner.VERSION)
                .putLong(parts.lessons())
                .putLong(parts.malicious())
                .putLong(0)
                .putLong(body.length)
                .put(body);
        byte[] bytes = buffer.array();
        buffer.putLong(CHECKSUM_POSITION, checksum(bytes));
        return new ModelState(bytes, parts.lessons());
    }

    /** @throws DamagedModelException if these are not the bytes of a model of this format and learner, whole and unchanged */
    public static Parts split(ModelState state) {
        byte[] bytes = state.bytes();
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            throw new DamagedModelException("no Weir model: its first bytes are not those of one");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 8, HEADER_BYTES - 8);
        int format = header.getInt();
        if (format < FORMAT_VERSION || format > NEWEST_FORMAT_VERSION) {
            requireVersion("format", format, NEWEST_FORMAT_VERSION);
        }
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
        ByteBuffer body = ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        byte[] learner = new byte[format == FORMAT_VERSION ? body.remaining() : partLength(body, "learner")];
        body.get(learner);
        YieldingPrior prior = priorOf(format, body);
        byte[] notes = prior != null && format != prior.rule().format ? notesOf(body) : null;
        boolean hasCategories = format == CATEGORY_FORMAT_VERSION || (prior != null && body.hasRemaining());
        return new Parts(lessons, malicious, learner, prior, notes, hasCategories ? CategoryState.of(body) : null);
    }

    /** A model without its notes. */
    public static ModelState withoutNotes(ModelState state) {
        Parts parts = split(state);
        return parts.notes() == null
                ? state
                : join(new Parts(
                        parts.lessons(), parts.malicious(), parts.learner(), parts.prior(), parts.categories()));
    }

    private static @Nullable YieldingPrior priorOf(int format, ByteBuffer body) {
        for (YieldingRule rule : YieldingRule.values()) {
            if (rule.format == format || rule.notedFormat == format) {
                return YieldingPrior.of(rule, body);
            }
        }
        return null;
    }

    private static int formatOf(Parts parts) {
        YieldingPrior prior = parts.prior();
        if (prior != null) {
            return parts.notes() == null ? prior.rule().format : prior.rule().notedFormat;
        }
        return parts.categories() == null ? FORMAT_VERSION : CATEGORY_FORMAT_VERSION;
    }

    private static byte[] bodyOf(Parts parts) {
        byte[] learner = parts.learner();
        if (formatOf(parts) == FORMAT_VERSION) {
            return learner;
        }
        YieldingPrior prior = parts.prior();
        CategoryState categories = parts.categories();
        byte[] ofCategories = categories == null ? new byte[0] : categories.toBytes();
        byte[] notes = parts.notes();
        int ofPrior = prior == null ? 0 : prior.length();
        int ofNotes = notes == null ? 0 : Integer.BYTES + notes.length;
        ByteBuffer body = ByteBuffer.allocate(Integer.BYTES + learner.length + ofPrior + ofNotes + ofCategories.length)
                .putInt(learner.length)
                .put(learner);
        if (prior != null) {
            prior.put(body);
        }
        if (notes != null) {
            body.putInt(notes.length).put(notes);
        }
        return body.put(ofCategories).array();
    }

    private static byte[] notesOf(ByteBuffer body) {
        byte[] notes = new byte[partLength(body, "knowledge of teachers")];
        body.get(notes);
        return notes;
    }

    private static int partLength(ByteBuffer body, String part) {
        int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
        if (length < 0 || length > body.remaining()) {
            throw new DamagedModelException("the model's " + part + " is cut short");
        }
        return length;
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

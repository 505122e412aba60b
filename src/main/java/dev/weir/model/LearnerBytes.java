package dev.weir.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stranger's look at what Vowpal Wabbit saved. Its loader takes options out of the file and trusts every length in
 * it, so bytes of unknown origin go there only if their head says what this learner's own does, apart from its
 * counters, and their weights are numbers.
 */
public final class LearnerBytes {
    /** Before the options stands their length, after them their checksum and its own length. */
    private static final int CHECKSUM_BYTES = 8;
    /** Without it the loader would take the counters for weights. */
    private static final int RESUME_BYTES = 1;

    private LearnerBytes() {}

    /** @throws DamagedModelException if no learners of this version could have saved those of the model */
    public static void requireSafe(ModelState state) {
        ModelFormat.Parts parts = ModelFormat.split(state);
        requireSafe(parts.learner());
        if (parts.prior() != null) {
            requireOffset(parts.learner());
        }
        CategoryState categories = parts.categories();
        if (categories != null) {
            requireSafe(categories.learner());
        }
    }

    private static void requireSafe(byte[] saved) {
        byte[] own = Untrained.LEARNER;
        int settings = settingsEnd(own);
        if (saved.length < own.length || !Arrays.equals(own, 0, settings, saved, 0, settings)) {
            throw new DamagedModelException("the learner in it was started with other settings");
        }
        Weights.ofLearner(saved);
        ByteBuffer buffer = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = own.length; at < saved.length; at += Weights.ENTRY_BYTES) {
            if (!Float.isFinite(buffer.getFloat(at + 4)) || !(buffer.getFloat(at + 8) >= 0)) {
                throw new DamagedModelException("a weight of the learner is no number, at byte " + at);
            }
        }
    }

    private static void requireOffset(byte[] saved) {
        ByteBuffer buffer = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = Untrained.LEARNER.length; at < saved.length; at += Weights.ENTRY_BYTES) {
            if (buffer.getInt(at) == VowpalWabbitLearner.OFFSET_INDEX
                    && buffer.getFloat(at + 4) == VowpalWabbitLearner.OFFSET_WEIGHT
                    && buffer.getFloat(at + 8) >= VowpalWabbitLearner.OFFSET_SEEN) {
                return;
            }
        }
        throw new DamagedModelException("the learner in it does not take its prior as it is");
    }

    /** Where the options end, their checksum, and the byte that says that counters follow. */
    public static int settingsEnd(byte[] saved) {
        int options = 0;
        while (saved[options] != ' ' || saved[options + 1] != '-') {
            options++;
        }
        int length = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN).getInt(options - Integer.BYTES);
        return options + length + CHECKSUM_BYTES + RESUME_BYTES;
    }
}

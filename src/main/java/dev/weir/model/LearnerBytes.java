package dev.weir.model;

import dev.weir.encoding.Pairs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Checks bytes of unknown origin before Vowpal Wabbit loads them. Its loader takes options out of the file and trusts every length in
 * it, so bytes of unknown origin go there only if their head says what this learner's own does, apart from its
 * counters, and their numbers are such as lessons give: a huge weight outvotes all that is learned after it, a huge
 * sum of gradients or count keeps anything from being learned.
 */
public final class LearnerBytes {
    /** Before the options stands their length, after them their checksum and its own length. */
    private static final int CHECKSUM_BYTES = 8;
    /** Without it the loader would take the counters for weights. */
    private static final int RESUME_BYTES = 1;

    /** More than any team gives in a lifetime, and far from where counting overflows. */
    static final long MOST_LESSONS = 1_000_000_000;
    /** Twenty times what makes the most certain score there is. */
    static final float MOST_WEIGHT = 1_000;
    /** The square of the largest value, of a correction. */
    static final float MOST_GRADIENT_OF_A_LESSON = 4 * Pairs.MAX_VALUE * Pairs.MAX_VALUE;

    /** Where in the head, after the options, the learner counts: of all else there it has constants. */
    private static final List<Span> SUMS = List.of(new Span(12, 3), new Span(48, 2));

    private static final Span COUNTS = new Span(72, 2);
    private static final double MOST_SUM = 1e15;

    /** So many numbers of eight bytes from a place on. */
    private record Span(int start, int numbers) {
        int end() {
            return start + numbers * Long.BYTES;
        }
    }

    private LearnerBytes() {}

    /** @throws DamagedModelException if no learners of this version could have saved those of the model */
    public static void requireSafe(ModelState state) {
        ModelFormat.Parts parts = ModelFormat.split(state);
        long lessons = parts.lessons();
        if (lessons < 0 || lessons > MOST_LESSONS || parts.malicious() < 0 || parts.malicious() > lessons) {
            throw new DamagedModelException("it claims " + lessons + " lessons, " + parts.malicious()
                    + " of them malicious; a model has at most " + MOST_LESSONS);
        }
        requireSafe(parts.learner(), lessons);
        if (parts.prior() != null) {
            requireOffset(parts.learner());
        }
        CategoryState categories = parts.categories();
        if (categories != null) {
            requireSafe(categories.learner(), lessons * CategorySlots.MOST_SLOTS);
        }
    }

    private static void requireSafe(byte[] saved, long updates) {
        byte[] own = Untrained.LEARNER;
        int settings = settingsEnd(own);
        if (saved.length < own.length || !Arrays.equals(own, 0, settings, saved, 0, settings)) {
            throw new DamagedModelException("the learner in it was started with other settings");
        }
        Weights.ofLearner(saved);
        ByteBuffer buffer = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        requireCounters(buffer, settings);
        requireConstants(saved, own, settings);
        float mostGradient = InitialWeights.SEEN_GRADIENT + MOST_GRADIENT_OF_A_LESSON * updates;
        for (int at = own.length; at < saved.length; at += SavedWeights.ENTRY_BYTES) {
            float weight = buffer.getFloat(at + 4);
            float gradient = buffer.getFloat(at + 8);
            boolean isFixed = buffer.getInt(at) == VowpalWabbitLearner.OFFSET_INDEX;
            if (!(Math.abs(weight) <= MOST_WEIGHT)
                    || !(gradient >= 0 && (isFixed || gradient <= mostGradient) && Float.isFinite(gradient))) {
                throw new DamagedModelException(
                        "a weight of the learner, " + weight + ", or what it says of its gradients, " + gradient
                                + ", is such as no lessons give, at byte " + at);
            }
        }
    }

    private static void requireOffset(byte[] saved) {
        ByteBuffer buffer = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = Untrained.LEARNER.length; at < saved.length; at += SavedWeights.ENTRY_BYTES) {
            if (buffer.getInt(at) == VowpalWabbitLearner.OFFSET_INDEX
                    && buffer.getFloat(at + 4) == VowpalWabbitLearner.OFFSET_WEIGHT
                    && buffer.getFloat(at + 8) >= VowpalWabbitLearner.OFFSET_SEEN) {
                return;
            }
        }
        throw new DamagedModelException("the learner in it does not take its prior as it is");
    }

    private static void requireCounters(ByteBuffer saved, int settings) {
        for (Span sums : SUMS) {
            for (int at = settings + sums.start(); at < settings + sums.end(); at += Double.BYTES) {
                if (!(Math.abs(saved.getDouble(at)) <= MOST_SUM)) {
                    throw new DamagedModelException("a sum of the learner is no such number, at byte " + at);
                }
            }
        }
        for (int at = settings + COUNTS.start(); at < settings + COUNTS.end(); at += Long.BYTES) {
            if (saved.getLong(at) < 0 || saved.getLong(at) > MOST_SUM) {
                throw new DamagedModelException("a count of the learner is out of range, at byte " + at);
            }
        }
    }

    private static void requireConstants(byte[] saved, byte[] own, int settings) {
        int from = settings;
        for (Span counters : List.of(SUMS.get(0), SUMS.get(1), COUNTS)) {
            requireSame(saved, own, from, settings + counters.start());
            from = settings + counters.end();
        }
        requireSame(saved, own, from, own.length);
    }

    private static void requireSame(byte[] saved, byte[] own, int from, int to) {
        if (!Arrays.equals(saved, from, to, own, from, to)) {
            throw new DamagedModelException("the learner in it was started with other bounds");
        }
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

package dev.weir.fold.trust;

import dev.weir.encoding.Example;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A lesson as it comes to the model.
 *
 * @param offset of its event in the log
 * @param atMillis time of its event
 * @param teacher who gave it
 * @param weighing how it counts, and what holds learning
 * @param packed the flow as the log has it; null where that has all its pairs
 * @param example the flow as it was scored; not to be changed any more, since it may be kept
 * @param verdict what it was
 * @param category the kind of threat to learn; null for none
 * @param correction whether it takes back an earlier, other verdict of the same teacher on the same flow
 * @param score that the flow had, where chance drew it and so the verdict tells how often a score is right; else null
 */
public record Taught(
        long offset,
        long atMillis,
        String teacher,
        Weighing weighing,
        @Nullable PackedFlow packed,
        Example example,
        Verdict verdict,
        @Nullable String category,
        boolean correction,
        @Nullable Double score) {
    private static final int MOST_NAME = 64;

    /** Cuts the name of a teacher that is longer than any can be who came through Weir. */
    public Taught {
        teacher = teacher.substring(0, Math.min(MOST_NAME, teacher.length()));
    }

    /** One on a flow that chance did not draw. */
    public Taught(
            long offset,
            long atMillis,
            String teacher,
            Weighing weighing,
            @Nullable PackedFlow packed,
            Example example,
            Verdict verdict,
            @Nullable String category,
            boolean correction) {
        this(offset, atMillis, teacher, weighing, packed, example, verdict, category, correction, null);
    }

    boolean isWeighed() {
        return weighing != Weighing.ALIKE;
    }

    /** The same as the first word of its teacher on the flow: what it takes back was never learned. */
    Taught asFirstWord() {
        return new Taught(offset, atMillis, teacher, weighing, packed, example, verdict, category, false, score);
    }

    /** Whether the model cannot tell the flows of both apart. */
    boolean looksLike(Taught other) {
        Example its = other.example;
        if (example.size() != its.size()) {
            return false;
        }
        // The last pairs are of two columns each, and so the least alike.
        for (int i = example.size() - 1; i >= 0; i--) {
            if (example.index(i) != its.index(i) || Float.compare(example.value(i), its.value(i)) != 0) {
                return false;
            }
        }
        return true;
    }
}

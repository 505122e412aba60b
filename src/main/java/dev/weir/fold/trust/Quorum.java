package dev.weir.fold.trust;

import org.jspecify.annotations.Nullable;

/**
 * How lessons fared that would move much, and so wait for a second teacher. Immutable.
 *
 * @param waiting lessons that wait now
 * @param seconded lessons that were learned since a second teacher said the same
 * @param contradicted lessons that were dropped since a second teacher said the opposite
 * @param lapsed lessons that were dropped since too many came after them
 */
public record Quorum(int waiting, long seconded, long contradicted, long lapsed) {
    /** No lesson ever waited. */
    public static final Quorum NONE = new Quorum(0, 0, 0, 0);

    /** @throws IllegalArgumentException if a number is negative */
    public Quorum {
        if (waiting < 0 || seconded < 0 || contradicted < 0 || lapsed < 0) {
            throw new IllegalArgumentException("lessons that wait are counted from 0, got " + waiting + ", " + seconded
                    + ", " + contradicted + " and " + lapsed);
        }
    }

    /** What it is, for an operator; null if no lesson ever waited. */
    public @Nullable String sentence() {
        if (equals(NONE)) {
            return null;
        }
        return waiting + (waiting == 1 ? " lesson waits" : " lessons wait")
                + " for a second analyst to say the same of the flow, being at odds with what was agreed on; "
                + seconded + " were borne out, " + contradicted + " contradicted, " + lapsed + " lapsed";
    }
}

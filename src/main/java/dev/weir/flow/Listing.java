package dev.weir.flow;

import java.util.regex.Pattern;

/**
 * Says that a source of indicators lists a host of a flow, and how often it was right here before.
 *
 * @param source its name: 1 to {@value #MOST_NAME} letters, digits, full stops, _ and -
 * @param right verdicts on flows of hosts that it listed that were malicious, 0 or more
 * @param wrong those that were benign, 0 or more
 */
public record Listing(String source, int right, int wrong) {
    /** The most sources that are told of one flow. */
    public static final int MOST = 4;

    public static final int MOST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException if the name is none, or a number is negative */
    public Listing {
        if (!isName(source) || right < 0 || wrong < 0) {
            throw new IllegalArgumentException("a listing needs a source of 1 to " + MOST_NAME
                    + " letters, digits, full stops, _ and -, and counts from 0");
        }
    }

    /** Whether a source may be called so. */
    public static boolean isName(String source) {
        return NAME.matcher(source).matches();
    }

    /** How often it was right among its verdicts, with one right and one wrong more: 0 to 1, a half before the first. */
    public double share() {
        return (right + 1.0) / ((double) right + wrong + 2);
    }

    /** Whether there was any verdict. */
    public boolean isJudged() {
        return right > 0 || wrong > 0;
    }

    /** As a part of a sentence. */
    public String words() {
        long verdicts = (long) right + wrong;
        String so = "listed by " + source;
        if (verdicts == 0) {
            return so + ", which no verdict has judged yet";
        }
        return so + ", right in " + right + " of " + verdicts + (verdicts == 1 ? " verdict" : " verdicts");
    }
}

package dev.weir.feedback;

import dev.weir.flow.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has said what of one flow so far. It decides whether feedback is news: the same analyst saying the same again is not, and
 * another verdict of the same analyst takes the first one back.
 */
public final class VerdictHistory {
    /** What feedback is, given what was said before. */
    public enum News {
        /** The first word of this analyst on this flow, or the first since the last was taken back. */
        FIRST,
        /** Said before by the same analyst. */
        REPEATED,
        /** The opposite of what the same analyst said before. */
        CORRECTION,
        /** The same analyst has taken back a verdict on this flow too often before; not noted. */
        ONE_CORRECTION_TOO_MANY,
        /** The first word of one analyst more than can be remembered; not noted. */
        ONE_TOO_MANY
    }

    /** The most analysts of one flow; each takes up to some 200 bytes, and whoever sends feedback can invent names. */
    static final int MOST_ANALYSTS = 100;

    /** How often an analyst may think again: each time is a lesson. */
    static final int MOST_CORRECTIONS = 10;

    private static final String TAKEN_BACK = "none";
    private static final String CORRECTED = ":";
    private static final char SEPARATOR = '\n';

    private final long scoredAtMillis;
    private final Map<String, Word> words = new LinkedHashMap<>();

    /**
     * What an analyst said last, and how often something else before.
     *
     * @param verdict null if it was taken back
     */
    private record Word(@Nullable Verdict verdict, int corrections) {}

    /** @param scoredAtMillis when the flow was scored, for forgetting it together with the flow */
    public VerdictHistory(long scoredAtMillis) {
        this.scoredAtMillis = scoredAtMillis;
    }

    public long scoredAtMillis() {
        return scoredAtMillis;
    }

    /** Takes note of a verdict, and tells whether it is news. */
    public News note(String analyst, Verdict verdict) {
        Word before = words.get(analyst);
        if (before == null) {
            if (words.size() == MOST_ANALYSTS) {
                return News.ONE_TOO_MANY;
            }
            words.put(analyst, new Word(verdict, 0));
            return News.FIRST;
        }
        if (before.verdict() == verdict) {
            return News.REPEATED;
        }
        if (before.corrections() == MOST_CORRECTIONS) {
            return News.ONE_CORRECTION_TOO_MANY;
        }
        words.put(analyst, new Word(verdict, before.corrections() + 1));
        return before.verdict() == null ? News.FIRST : News.CORRECTION;
    }

    /** Takes note that an analyst takes back what they said; false if there is nothing to take back. */
    public boolean takeBack(String analyst) {
        Word before = words.get(analyst);
        if (before == null || before.verdict() == null) {
            return false;
        }
        words.put(analyst, new Word(null, before.corrections()));
        return true;
    }

    /** A line for the time, then one per analyst; names have no control characters, so lines cannot be forged. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder().append(scoredAtMillis).append(SEPARATOR);
        words.forEach((analyst, word) -> {
            text.append(word.verdict() == null ? TAKEN_BACK : word.verdict().word());
            if (word.corrections() > 0) {
                text.append(CORRECTED).append(word.corrections());
            }
            text.append(' ').append(analyst).append(SEPARATOR);
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #toBytes} wrote; a new history for null. */
    public static VerdictHistory of(byte @Nullable [] bytes, long scoredAtMillis) {
        if (bytes == null) {
            return new VerdictHistory(scoredAtMillis);
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        VerdictHistory history = new VerdictHistory(Long.parseLong(lines.get(0)));
        for (int i = 1; i < lines.size(); i++) {
            int space = lines.get(i).indexOf(' ');
            history.words.put(
                    lines.get(i).substring(space + 1), word(lines.get(i).substring(0, space)));
        }
        return history;
    }

    private static Word word(String text) {
        int mark = text.indexOf(CORRECTED);
        String said = mark < 0 ? text : text.substring(0, mark);
        Verdict verdict = said.equals(TAKEN_BACK) ? null : Verdict.ofWord(said).orElseThrow();
        return new Word(verdict, mark < 0 ? 0 : Integer.parseInt(text.substring(mark + 1)));
    }
}

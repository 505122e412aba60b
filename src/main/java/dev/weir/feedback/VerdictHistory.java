package dev.weir.feedback;

import dev.weir.flow.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has said what of one flow so far. It decides whether feedback is news: the same analyst saying the same again is not, and
 * another verdict of the same analyst takes the first one back.
 */
public final class VerdictHistory {
    /** What feedback is, given what was said before. */
    public enum News {
        /** The first word of this analyst on this flow. */
        FIRST,
        /** Said before by the same analyst. */
        REPEATED,
        /** The opposite of what the same analyst said before. */
        CORRECTION,
        /** The first word of one analyst more than can be remembered; not noted. */
        ONE_TOO_MANY
    }

    /** The most analysts of one flow; each takes up to some 200 bytes, and whoever sends feedback can invent names. */
    static final int MOST_ANALYSTS = 100;

    private static final char SEPARATOR = '\n';

    private final long scoredAtMillis;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    /** @param scoredAtMillis when the flow was scored, for forgetting it together with the flow */
    public VerdictHistory(long scoredAtMillis) {
        this.scoredAtMillis = scoredAtMillis;
    }

    public long scoredAtMillis() {
        return scoredAtMillis;
    }

    /** Takes note of a verdict, and tells whether it is news. */
    public News note(String analyst, Verdict verdict) {
        if (verdicts.size() == MOST_ANALYSTS && !verdicts.containsKey(analyst)) {
            return News.ONE_TOO_MANY;
        }
        Optional<Verdict> before = Optional.ofNullable(verdicts.put(analyst, verdict));
        if (before.isEmpty()) {
            return News.FIRST;
        }
        return before.get() == verdict ? News.REPEATED : News.CORRECTION;
    }

    /** A line for the time, then one per analyst; names have no control characters, so lines cannot be forged. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder().append(scoredAtMillis).append(SEPARATOR);
        verdicts.forEach((analyst, verdict) ->
                text.append(verdict.word()).append(' ').append(analyst).append(SEPARATOR));
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
            Verdict verdict = Verdict.ofWord(lines.get(i).substring(0, space)).orElseThrow();
            history.verdicts.put(lines.get(i).substring(space + 1), verdict);
        }
        return history;
    }
}

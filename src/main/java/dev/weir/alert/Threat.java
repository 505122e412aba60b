package dev.weir.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of threat an alert looks like, whatever anybody has taught.
 *
 * @param kind {@link ThreatKind#UNKNOWN} where no shape fits well
 * @param evidence what speaks for it, in words; empty if unknown
 */
public record Threat(ThreatKind kind, String evidence) {
    static final Threat UNKNOWN = new Threat(ThreatKind.UNKNOWN, "");

    private static final String WHOLE = "%.0f";
    private static final double MOST_WHOLE = 1e15;

    /**
     * A shape that was recognised.
     *
     * @param evidence as {@link String#format} takes it
     */
    static Optional<Threat> seen(ThreatKind kind, String evidence, double... numbers) {
        return Optional.of(new Threat(kind, words(evidence, numbers)));
    }

    /** Whole numbers are put in here: to format them takes microseconds, and under an attack most flows alert. */
    private static String words(String evidence, double[] numbers) {
        StringBuilder words = new StringBuilder();
        int from = 0;
        for (double number : numbers) {
            int at = evidence.indexOf('%', from);
            boolean isPlain = Math.copySign(1, number) > 0 && number < MOST_WHOLE;
            if (!isPlain || !evidence.startsWith(WHOLE, at)) {
                return String.format(
                        Locale.ROOT, evidence, Arrays.stream(numbers).boxed().toArray());
            }
            words.append(evidence, from, at).append(Math.round(number));
            from = at + WHOLE.length();
        }
        return words.append(evidence.substring(from).replace("%%", "%")).toString();
    }
}

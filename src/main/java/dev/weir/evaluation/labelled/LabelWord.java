package dev.weir.evaluation.labelled;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a word in the label column of a data set means. Data sets agree on no vocabulary; these are the words of the usual ones. */
enum LabelWord {
    /** Says that the flow is harmless, such as {@code Normal}, {@code BenignTraffic} or 0. */
    BENIGN,
    /** Says that the flow is an attack, and not which, such as {@code anomaly} or 1. */
    MALICIOUS,
    /** Says that nobody knows, such as {@code Background} or {@code n/a}. */
    UNKNOWN,
    /** Any other word: beside words for benign it names a kind of attack, such as {@code PortScan}; alone it could mean anything. */
    KIND;

    private static final Set<String> BENIGN_PARTS = Set.of(
            "benign",
            "normal",
            "legit",
            "legitimate",
            "clean",
            "good",
            "goodware",
            "safe",
            "harmless",
            "regular",
            "nonmalicious",
            "nonattack");
    private static final Set<String> MALICIOUS_PARTS = Set.of(
            "malicious",
            "attack",
            "attacks",
            "attacker",
            "anomaly",
            "anomalous",
            "abnormal",
            "malware",
            "botnet",
            "intrusion",
            "hostile",
            "evil",
            "bad",
            "threat",
            "infected",
            "compromised");
    private static final Set<String> UNKNOWN_PARTS = Set.of(
            "unknown",
            "background",
            "unlabeled",
            "unlabelled",
            "undefined",
            "unclassified",
            "undetermined",
            "none",
            "null",
            "nan",
            "na",
            "outlier",
            "suspicious",
            "unset",
            "empty");
    private static final Set<String> NEGATIONS = Set.of("not", "non", "no");
    private static final Set<String> NOTHING = Set.of("-", "?", "n/a", "\\n", "<na>");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?");
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** What the word means, in any case. */
    static LabelWord of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || NOTHING.contains(plain)) {
            return UNKNOWN;
        }
        if (NUMBER.matcher(plain).matches()) {
            return ofNumber(Double.parseDouble(plain));
        }
        if (plain.equals("false") || plain.equals("true")) {
            return plain.equals("false") ? BENIGN : MALICIOUS;
        }
        List<String> parts = Arrays.stream(BETWEEN_PARTS.split(word.strip()))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        return ofParts(parts);
    }

    /** Whether the word says no more than that it is an attack, so that it names no kind. */
    static boolean isPlainlyMalicious(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return MALICIOUS_PARTS.contains(plain)
                || plain.equals("true")
                || NUMBER.matcher(plain).matches();
    }

    private static LabelWord ofNumber(double number) {
        if (number == 0) {
            return BENIGN;
        }
        return number == 1 ? MALICIOUS : KIND;
    }

    private static LabelWord ofParts(List<String> parts) {
        boolean negated = parts.stream().anyMatch(NEGATIONS::contains);
        boolean benign = parts.stream().anyMatch(BENIGN_PARTS::contains);
        boolean malicious = parts.stream().anyMatch(MALICIOUS_PARTS::contains);
        if (benign != malicious) {
            return benign == negated ? MALICIOUS : BENIGN;
        }
        return !benign && parts.stream().anyMatch(UNKNOWN_PARTS::contains) ? UNKNOWN : KIND;
    }
}

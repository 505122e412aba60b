package dev.weir.evaluation.labelled;

import dev.weir.flow.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a labelled file, and above all what was not understood of it.
 *
 * @param records records read, flows or not
 * @param rejected records that are no flows, by reason
 * @param firstRejected where the first of them stands and what is wrong with it, safe to print; null if there is none
 * @param benign flows known to be benign
 * @param malicious flows known to be malicious
 * @param attackWords words of the label column that were taken for kinds of attack since they stand beside words for benign,
 *     with how often; safe to print
 * @param unclearWords the same for words that could mean anything: nothing beside them says which flows are benign
 * @param outOfOrder flows that come far after a later one; 0 where the order of time is sound
 */
public record FileAccount(
        long records,
        Map<String, Long> rejected,
        @Nullable String firstRejected,
        long benign,
        long malicious,
        Map<String, Long> attackWords,
        Map<String, Long> unclearWords,
        long outOfOrder) {
    /** What a file is called that has no name, since it comes through a pipe. */
    private static final String STANDARD_INPUT = "standard input";

    private static final int MOST_OF_A_NAME = 200;
    private static final int WORDS_SHOWN = 8;

    public FileAccount {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        attackWords = Collections.unmodifiableMap(new TreeMap<>(attackWords));
        unclearWords = Collections.unmodifiableMap(new TreeMap<>(unclearWords));
    }

    /** The last part of the path of a file, as people are shown it: safe to print. */
    public static String shownName(String path) {
        return path.equals("/dev/stdin")
                ? STANDARD_INPUT
                : Printable.escape(path.substring(path.lastIndexOf('/') + 1), MOST_OF_A_NAME);
    }

    /** Of what was made up, where nothing can be misunderstood. */
    public static FileAccount ofInvented(long flows, long benign) {
        return new FileAccount(flows, Map.of(), null, benign, flows - benign, Map.of(), Map.of(), 0);
    }

    /** How many records are no flows. */
    public long rejectedCount() {
        return sum(rejected);
    }

    /** The account where other files of the same set tell which words mean benign. */
    public FileAccount besideBenign() {
        Map<String, Long> words = new TreeMap<>(attackWords);
        words.putAll(unclearWords);
        return new FileAccount(records, rejected, firstRejected, benign, malicious, words, Map.of(), outOfOrder);
    }

    /** What a reader of the figures must know of the file, a sentence each; none if all is as it should be. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!rejected.isEmpty()) {
            notes.add(number(rejectedCount()) + " of " + number(records)
                    + " records could not be read and count nowhere: " + words(rejected) + "; the first is "
                    + firstRejected);
        }
        if (!attackWords.isEmpty()) {
            notes.add(number(sum(attackWords)) + " labels were taken for kinds of attack: " + words(attackWords));
        }
        if (!unclearWords.isEmpty()) {
            notes.add(number(sum(unclearWords)) + " labels were not understood: " + words(unclearWords)
                    + "; no flow has a label such as benign or normal, beside which they would be kinds of attack");
        }
        if (outOfOrder > 0) {
            notes.add(
                    "the rows are not in order of time: " + number(outOfOrder) + " of "
                            + number(records - rejectedCount())
                            + " flows come after a later one; sort them by ts, since behaviour is learned in the order of the rows");
        }
        return notes;
    }

    private static String words(Map<String, Long> counts) {
        String shown = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(WORDS_SHOWN)
                .map(word -> number(word.getValue()) + " " + word.getKey())
                .collect(Collectors.joining(", "));
        return counts.size() > WORDS_SHOWN ? shown + " and " + (counts.size() - WORDS_SHOWN) + " more" : shown;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

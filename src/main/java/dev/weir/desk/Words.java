package dev.weir.desk;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Makes the words by which an alert is found. */
final class Words {
    /** A story of thousands of hosts is found by the first of them. */
    private static final int MOST_CHARACTERS = 2_000;
    /** A shorter beginning has too many words to look through. */
    private static final int LEAST_BEGINNING = 4;

    /** All that the index takes for no part of a word, but for the star. */
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}.:_/@*-]+");

    private Words() {}

    /** The words of both, the older first, each once. */
    static String join(String before, String more) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(before.split(" ")));
        if (!words.addAll(Arrays.asList(more.split("\\s+")))) {
            return before;
        }
        String joined = String.join(" ", words);
        return joined.length() > MOST_CHARACTERS ? before : joined;
    }

    /** What to ask the index for, so that nothing in the text is taken for more than a word. */
    static String query(String text) {
        StringJoiner query = new StringJoiner(" ");
        for (String word : SEPARATORS.split(text.strip(), -1)) {
            boolean isBeginning = word.length() > LEAST_BEGINNING && word.endsWith("*");
            String whole = word.replace("*", "");
            if (!whole.isEmpty()) {
                query.add("\"" + whole + "\"" + (isBeginning ? "*" : ""));
            }
        }
        if (query.length() == 0) {
            throw new IllegalArgumentException("there is no word to search for: give letters, digits or . : - _ / @");
        }
        return query.toString();
    }
}

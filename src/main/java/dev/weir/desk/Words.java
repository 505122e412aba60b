package dev.weir.desk;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the words by which an alert is found. */
final class Words {
    /** A story of thousands of hosts is found by the first of them. */
    private static final int MOST_CHARACTERS = 2_000;
    /** A shorter beginning has too many words to look through. */
    private static final int LEAST_BEGINNING = 4;
    /** Up to this length, all rows with a beginning stand together in the index, as those of a word do. */
    private static final int LONGEST_INDEXED = 8;

    /** The lengths of beginnings that have rows of their own in the index. */
    static final String INDEXED_BEGINNINGS = IntStream.rangeClosed(LEAST_BEGINNING, LONGEST_INDEXED)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" "));

    private static final String MARKS = ".:_/@-";
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private Words() {}

    /**
     * A text as the index takes it: its words in lower case without accents, parted by single blanks. So what the index finds is
     * found in the text itself too.
     */
    static String plain(String text) {
        return plain(text, "");
    }

    private static String plain(String text, String moreMarks) {
        String bare = isAscii(text)
                ? text
                : ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("");
        StringBuilder plain = new StringBuilder(bare.length());
        bare.codePoints().forEach(c -> {
            boolean isOfWord =
                    Character.isLetter(c) || isNumber(c) || MARKS.indexOf(c) >= 0 || moreMarks.indexOf(c) >= 0;
            if (isOfWord) {
                plain.appendCodePoint(Character.toLowerCase(c));
            } else if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        });
        return plain.toString().stripTrailing();
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** The words of both, the older first, each once. */
    static String join(String before, String more) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(BLANKS.split(before)));
        if (!words.addAll(Arrays.asList(BLANKS.split(plain(more))))) {
            return before;
        }
        String joined = String.join(" ", words).strip();
        return joined.length() > MOST_CHARACTERS ? before : joined;
    }

    /** What to ask the index for, so that nothing in the text is taken for more than a word. */
    static String query(String text) {
        StringJoiner query = new StringJoiner(" ");
        for (String word : asked(text)) {
            query.add("\"" + whole(word) + "\"" + (isBeginning(word) ? "*" : ""));
        }
        if (query.length() == 0) {
            throw new IllegalArgumentException("there is no word to search for: give letters, digits or . : - _ / @");
        }
        return query.toString();
    }

    /** What {@code LIKE} is to be asked about plain words between two blanks, with a backslash before what means itself. */
    static List<String> patterns(String text) {
        return asked(text).stream()
                .map(word -> "% " + whole(word).replace("_", "\\_") + (isBeginning(word) ? "%" : " %"))
                .toList();
    }

    /** Whether any word stands for all that begin so, and the index must put together their rows. */
    static boolean haveLongBeginning(String text) {
        return asked(text).stream()
                .anyMatch(word -> isBeginning(word) && whole(word).length() > LONGEST_INDEXED);
    }

    private static List<String> asked(String text) {
        return Arrays.stream(BLANKS.split(plain(text, "*")))
                .filter(word -> !whole(word).isEmpty())
                .toList();
    }

    private static boolean isBeginning(String word) {
        return word.length() > LEAST_BEGINNING && word.endsWith("*");
    }

    private static String whole(String word) {
        return word.replace("*", "");
    }
}

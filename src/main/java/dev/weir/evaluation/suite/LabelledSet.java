package dev.weir.evaluation.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One labelled flow file of a suite.
 *
 * @param name the file's name without its endings
 * @param path where it is
 */
public record LabelledSet(String name, Path path) {
    private static final Pattern ENDINGS = Pattern.compile("(\\.(csv|json|jsonl|ndjson|log|tsv))?(\\.gz)?$");
    private static final Pattern SET = Pattern.compile(".+\\.(csv|json|jsonl|ndjson|log|tsv)(\\.gz)?");

    /** The set in a file. */
    public static LabelledSet of(Path path) {
        String file = String.valueOf(path.getFileName());
        return new LabelledSet(ENDINGS.matcher(file).replaceFirst(""), path);
    }

    /**
     * The sets of a folder, in the order of their names: all CSV, JSON, TSV and log files, packed with gzip or not.
     *
     * @throws IOException if the folder cannot be read, or holds no set; the message says so
     */
    public static List<LabelledSet> in(Path folder) throws IOException {
        List<LabelledSet> sets;
        try (Stream<Path> files = Files.list(folder)) {
            sets = files.filter(LabelledSet::isSet)
                    .sorted()
                    .map(LabelledSet::of)
                    .toList();
        }
        if (sets.isEmpty()) {
            throw new IOException(folder + " holds no file that ends in .csv, .json, .jsonl, .ndjson, .log or .tsv,"
                    + " nor one of these with .gz");
        }
        return sets;
    }

    private static boolean isSet(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path)
                && !name.startsWith(".")
                && SET.matcher(name).matches();
    }

    /** What was recorded on one network counts once: the name up to the first hyphen names the network. */
    public String network() {
        return network(name);
    }

    static String network(String name) {
        int hyphen = name.indexOf('-');
        return hyphen < 1 ? name : name.substring(0, hyphen);
    }
}

package dev.weir.scoring;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words for the reasons of a score: what a feature means for this flow. A feature of several columns is told as all of them. */
public final class ReasonWords {
    private static final Pattern BOTH = Pattern.compile(" & ");
    /** Between features that share a weight; the last was seen last. */
    private static final String OR = " | ";

    private static final Pattern COLUMN = Pattern.compile("[a-z]+(?:[._][a-z0-9_]+)*");

    private static final String SOURCE = "intel.source=";
    private static final String RECORD = "intel.record ";

    private final FeatureSchema schema;
    private final ColumnWords columns;

    public ReasonWords(FeatureSchema schema) {
        this.schema = schema;
        this.columns = new ColumnWords(schema);
    }

    /**
     * @param feature as an explanation names it
     * @param vector the flow's columns
     */
    public String of(String feature, FeatureVector vector) {
        int or = feature.lastIndexOf(OR);
        String last = or < 0 ? feature : feature.substring(or + OR.length());
        StringBuilder words = new StringBuilder();
        BOTH.splitAsStream(last)
                .map(term -> term(term, vector))
                .distinct()
                .forEach(term ->
                        words.append(words.length() == 0 ? "" : ", and ").append(term));
        return words.toString();
    }

    /** Words for a feature of the sources that list a host; of how often they were right, for the one with the best record. */
    private static String listed(String term, FeatureVector vector) {
        for (Listing listing : vector.listings()) {
            if (term.startsWith(RECORD) || term.equals(SOURCE + listing.source())) {
                return listing.words();
            }
        }
        return term;
    }

    private String term(String term, FeatureVector vector) {
        if (term.startsWith(SOURCE) || term.startsWith(RECORD)) {
            return listed(term, vector);
        }
        Matcher name = COLUMN.matcher(term);
        if (!name.lookingAt()) {
            return term;
        }
        int position;
        try {
            position = schema.position(name.group());
        } catch (IllegalArgumentException e) {
            return term;
        }
        @Nullable String words = columns.of(name.group(), vector);
        return words == null ? absent(schema.column(position).description()) : words;
    }

    /** What a column is, of a flow that does not have it. */
    private static String absent(String description) {
        int end = description.indexOf(", ");
        String what = end < 0 ? description.replaceAll("\\.$", "") : description.substring(0, end);
        return what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1) + ": not known";
    }
}

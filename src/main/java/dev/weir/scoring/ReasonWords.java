package dev.weir.scoring;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words for the reasons of a score: what the column of a feature is, and its value in the flow. A feature of several columns is told
 * as all of them.
 */
public final class ReasonWords {
    private static final String BOTH = " & ";
    private static final Pattern COLUMN = Pattern.compile("[a-z]+(?:[._][a-z0-9_]+)*");
    /** How a description says that a column is a logarithm, and of what. */
    private static final Pattern LOGARITHM = Pattern.compile(",? ?(?:\\(damped\\))?,? ln\\(1 ?\\+ ?(n|ms)\\)");

    private final FeatureSchema schema;

    public ReasonWords(FeatureSchema schema) {
        this.schema = schema;
    }

    /**
     * @param feature as an explanation names it
     * @param vector the flow's columns
     */
    public String of(String feature, FeatureVector vector) {
        StringBuilder words = new StringBuilder();
        for (String term : feature.split(BOTH, -1)) {
            words.append(words.length() == 0 ? "" : ", and ").append(term(term, vector));
        }
        return words.toString();
    }

    private String term(String term, FeatureVector vector) {
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
        FeatureSchema.Column column = schema.column(position);
        String description = column.description();
        Matcher logarithm = LOGARITHM.matcher(description);
        boolean isLogarithm = logarithm.find();
        String what = isLogarithm ? description.substring(0, logarithm.start()) : firstPart(description);
        String plain = what.replace(" (exponentially damped)", "")
                .replace("the src host", "the source")
                .replace("the dst host", "the destination");
        return lowerFirst(plain) + ": "
                + value(column, term, vector.get(position), isLogarithm ? logarithm.group(1) : "");
    }

    private static String value(FeatureSchema.Column column, String term, float value, String unit) {
        if (column.kind() == FeatureSchema.Kind.CATEGORY) {
            int end = term.indexOf('=');
            return end < 0 ? term : term.substring(end + 1);
        }
        if (Float.isNaN(value)) {
            return "not known";
        }
        return switch (unit) {
            case "n" -> number(Math.expm1(value));
            case "ms" -> duration(Math.expm1(value));
            default -> column.description().contains("0 to 1") ? Math.round(value * 100) + " %" : number(value);
        };
    }

    private static String number(double value) {
        double rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10.0 : Math.round(value);
        return rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%,d", (long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    private static String duration(double millis) {
        if (millis < 1_000) {
            return Math.round(millis) + " ms";
        }
        double seconds = millis / 1_000;
        return seconds < 120 ? number(seconds) + " s" : number(seconds / 60) + " min";
    }

    private static String firstPart(String description) {
        int end = description.indexOf(", ");
        String part = end < 0 ? description : description.substring(0, end);
        return part.endsWith(".") ? part.substring(0, part.length() - 1) : part;
    }

    private static String lowerFirst(String text) {
        boolean isName = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || isName ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}

package dev.weir.modelfile;

/**
 * What model a detector starts with.
 *
 * @param baseline model file to install where the model log is empty: {@value #NONE}, {@value #SHIPPED} for the one in
 *     {@code models}, or a path
 */
public record ModelSettings(String baseline) {
    public static final String NONE = "none";
    public static final String SHIPPED = "shipped";

    /** @throws IllegalArgumentException if the baseline is blank */
    public ModelSettings {
        if (baseline.isBlank()) {
            throw new IllegalArgumentException("baseline must be " + NONE + ", " + SHIPPED + " or a path");
        }
    }

    /** The shipped baseline, which helps most networks before their first verdicts. */
    public static ModelSettings defaults() {
        return new ModelSettings(SHIPPED);
    }
}

package dev.weir.flow;

/**
 * What kind of threat a flow is, if it is one.
 *
 * @param name lower-case ASCII letters, digits and hyphens, at most 32 of them; {@code other} for all kinds beyond the first 15
 * @param probability how sure that is among the kinds taught so far, 0 to 1
 */
public record ThreatCategory(String name, double probability) {
    /** @throws IllegalArgumentException if the probability is outside 0 to 1 */
    public ThreatCategory {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, got " + probability);
        }
    }
}

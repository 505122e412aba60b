package dev.weir.evaluation;

import dev.weir.flow.ThreatCategory;
import dev.weir.model.Categories;
import java.util.Optional;
import java.util.TreeMap;

/** How often the kind of threat that an alert names is the true one. */
final class CategoryMetrics {
    private final TreeMap<String, Long> truths = new TreeMap<>();
    private long named;
    private long right;

    /** Takes in an alert that a malicious flow of a known kind has raised; one that names no kind does not count. */
    void add(Optional<ThreatCategory> shown, String truth) {
        if (shown.isEmpty()) {
            return;
        }
        String name = Categories.plainName(truth);
        named++;
        truths.merge(name, 1L, Long::sum);
        right += shown.get().name().equals(name) ? 1 : 0;
    }

    CategoryReport report() {
        long most = truths.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new CategoryReport(named, share(right), share(most));
    }

    private double share(long part) {
        return named == 0 ? Double.NaN : part / (double) named;
    }
}

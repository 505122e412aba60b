package dev.weir.evaluation.metrics;

import dev.weir.alert.ThreatKind;
import dev.weir.evaluation.report.CategoryReport;
import dev.weir.flow.ThreatCategory;
import dev.weir.model.Categories;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often the kind of threat that an alert names is the true one: of the alerts as they are raised, which are mostly
 * the first of a kind that nobody has named yet; and of all their records, renewed ones too, once a verdict has named
 * their kind.
 */
public final class CategoryMetrics {
    private final ShapeMetrics shapes = new ShapeMetrics();
    private final Set<String> taught = new HashSet<>();
    private final TreeMap<String, Long> truths = new TreeMap<>();
    private long named;
    private long right;
    private long recordsOfTaught;
    private long rightOfTaught;

    /** From now on a verdict has named this kind. */
    public void teach(String truth) {
        taught.add(Categories.plainName(truth));
    }

    /** Takes in an alert that a malicious flow of a known kind has raised; one that names no kind does not count. */
    public void raised(Optional<ThreatCategory> shown, String truth) {
        String name = Categories.plainName(truth);
        if (shown.isPresent()) {
            named++;
            truths.merge(name, 1L, Long::sum);
            right += isNamed(name, shown) ? 1 : 0;
        }
    }

    /** Takes in the shape that an alert names when a malicious flow of a known kind has raised it. */
    public void raised(ThreatKind shape, String truth) {
        shapes.raised(shape, truth);
    }

    /** Takes in a record of an alert, made by a malicious flow of a known kind. */
    public void recorded(Optional<ThreatCategory> shown, String truth) {
        String name = Categories.plainName(truth);
        if (taught.contains(name)) {
            recordsOfTaught++;
            rightOfTaught += isNamed(name, shown) ? 1 : 0;
        }
    }

    public CategoryReport report() {
        long most = truths.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new CategoryReport(
                named,
                Share.of(right, named),
                Share.of(most, named),
                recordsOfTaught,
                Share.of(rightOfTaught, recordsOfTaught),
                shapes.report());
    }

    private static boolean isNamed(String name, Optional<ThreatCategory> shown) {
        return shown.isPresent() && shown.get().name().equals(name);
    }
}

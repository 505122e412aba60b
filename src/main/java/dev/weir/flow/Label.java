package dev.weir.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ground truth that came with a flow in a labelled data set. It is kept beside the {@link Flow}, never in it, so that no
 * feature can see it.
 *
 * @param verdict what the flow was; empty where the data set does not know, or says it in words of its own
 * @param category the data set's own name for the kind of traffic, such as {@code PortScan}; null if none is given
 * @param word what stands in place of a verdict, such as {@code Normal}, safe to print; null where there is a verdict or nothing
 */
public record Label(
        Optional<Verdict> verdict,
        @Nullable String category,
        @Nullable String word) {
    /** Not known, and not named. */
    public static final Label UNKNOWN = new Label(Optional.empty(), null);

    /** A label without a word of its own. */
    public Label(Optional<Verdict> verdict, @Nullable String category) {
        this(verdict, category, null);
    }
}

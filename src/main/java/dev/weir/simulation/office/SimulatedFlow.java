package dev.weir.simulation.office;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import java.util.Objects;

/**
 * One invented flow and what it really was.
 *
 * @param flow the flow; it always has a sensor id, in the style of Zeek
 * @param label the truth; it always has a verdict and a category
 */
public record SimulatedFlow(Flow flow, Label label) {
    /** @throws IllegalArgumentException if the flow has no id or the label no verdict or no category */
    public SimulatedFlow {
        if (flow.sensorId() == null || label.verdict().isEmpty() || label.category() == null) {
            throw new IllegalArgumentException("a simulated flow needs an id, a verdict and a category");
        }
    }

    public FlowId id() {
        return flow.idOr(0, 0);
    }

    public boolean malicious() {
        return label.verdict().orElseThrow() == Verdict.MALICIOUS;
    }

    /** The kind of traffic, such as {@code web} or {@code port-scan}. */
    public String category() {
        return Objects.requireNonNull(label.category());
    }
}

package dev.weir.detector.hunt;

import java.time.Instant;
import java.util.List;

/**
 * How the flows of late differ from those before.
 *
 * @param since the flows of late were scored then or later
 * @param networks the whole first, then each network of sources with flows enough on both sides
 * @param seconds that it took
 */
public record Drift(Instant since, List<OfNetwork> networks, double seconds) {
    /**
     * What moved in one network.
     *
     * @param network such as {@code 10.1.0.0/16}, of the hosts that opened the flows; {@code all}; or {@code others}
     * @param before how many flows there were before
     * @param recent how many of late
     * @param alertingBefore which part of the flows before was part of an alert
     * @param alertingRecent which part of late
     * @param alertsMoved whether that is more than chance and by half at least
     * @param moved the columns that moved, the farthest first
     * @param review flows of late that show most of what is new: a verdict on them tells the model what it is
     */
    public record OfNetwork(
            String network,
            long before,
            long recent,
            double alertingBefore,
            double alertingRecent,
            boolean alertsMoved,
            List<Moved> moved,
            List<String> review) {
        boolean hasMoved() {
            return alertsMoved || !moved.isEmpty();
        }
    }

    /**
     * A column whose values are spread in another way.
     *
     * @param stability its population stability index: 0 is the same, from .25 on it moved
     * @param value the value whose part grew most
     * @param partBefore of the flows before
     * @param partRecent of those of late
     */
    public record Moved(double stability, String value, double partBefore, double partRecent) {}
}

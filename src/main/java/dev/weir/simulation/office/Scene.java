package dev.weir.simulation.office;

import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import java.util.Optional;

/**
 * What a pattern plays with.
 *
 * @param network the hosts
 * @param dice the pattern's own chance
 * @param queue where its flows go
 * @param verdict what all of its flows are
 */
public record Scene(Network network, Dice dice, FlowQueue queue, Verdict verdict) {
    /** Draws flows of a category and sends them. */
    public FlowDraft draft(String category) {
        return new FlowDraft(dice, queue, new Label(Optional.of(verdict), category));
    }
}

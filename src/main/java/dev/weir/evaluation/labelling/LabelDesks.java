package dev.weir.evaluation.labelling;

import dev.weir.encoding.Example;
import dev.weir.flow.Flow;
import dev.weir.model.Weights;
import java.util.function.Supplier;

/** Makes the desk that works by a protocol. */
public final class LabelDesks {
    private LabelDesks() {}

    /**
     * @param flow the flow just scored
     * @param example the same, as the model sees it
     * @param weights of the model as it stands
     */
    public static LabelDesk of(
            LabelProtocol protocol,
            long seed,
            Supplier<Flow> flow,
            Supplier<Example> example,
            Supplier<Weights> weights) {
        if (protocol instanceof LabelProtocol.Review review) {
            return new ReviewDesk(review, seed, flow, example, weights);
        }
        return of(protocol, seed);
    }

    /** The desk of a protocol that asks for nothing but scores. */
    static LabelDesk of(LabelProtocol protocol, long seed) {
        if (protocol instanceof LabelProtocol.Random random) {
            return new RandomDesk(random, seed);
        }
        return new TriageDesk((LabelProtocol.Triage) protocol, seed);
    }
}

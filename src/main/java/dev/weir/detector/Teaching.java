package dev.weir.detector;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.fold.EventLog;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelFold;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import org.jspecify.annotations.Nullable;

/** What can be asked of the lessons that made the model, and done about them. */
public final class Teaching {
    private final LiveModel live;
    private final EventLog log;
    private final Unlearner unlearner;
    private final FeatureEncoder encoder;

    Teaching(LiveModel live, EventLog log, ModelOperations models, FeatureEncoder encoder) {
        this.live = live;
        this.log = log;
        this.encoder = encoder;
        this.unlearner = new Unlearner(live, log, models);
    }

    public Unlearner unlearner() {
        return unlearner;
    }

    /**
     * Which lessons made the score of a flow.
     *
     * @param record of the flow, with its features
     * @param version of the model that is asked about; null for the newest
     * @param most how many lessons to name
     * @throws RefusedException if the record has no features of this release, or there is no such version
     */
    public Blame blame(String flowId, byte[] record, @Nullable Long version, int most) {
        long newest = live.fold().nextOffset();
        long asked = version == null ? newest : version;
        if (asked < 0 || asked > newest) {
            throw new RefusedException("there is no model version " + asked + ": the newest is " + newest);
        }
        Example flow = RecordScorer.example(encoder, record)
                .orElseThrow(() -> new RefusedException(
                        "the features of " + flowId + " are of another release: it cannot be scored again"));
        Blamed blamed = new Blamed(flow);
        ModelState model = ModelFold.witness(log, asked, live.fold().ledger(), blamed);
        double logit = Weights.of(model).score(flow);
        return blamed.blame(flowId, asked, Scorer.probability(logit), logit, most);
    }

    /** Scores flows by a model, whichever. */
    public RecordScorer scorer(ModelState model) {
        return new RecordScorer(encoder, model);
    }
}

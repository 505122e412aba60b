package dev.weir.detector;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.fold.EventLog;
import dev.weir.fold.LiveModel;
import dev.weir.model.ModelState;

/** What can be asked of the lessons that made the model, and done about them. */
public final class Teaching {
    private final Unlearner unlearner;
    private final FeatureEncoder encoder;

    Teaching(LiveModel live, EventLog log, ModelOperations models, FeatureEncoder encoder) {
        this.encoder = encoder;
        this.unlearner = new Unlearner(live, log, models);
    }

    public Unlearner unlearner() {
        return unlearner;
    }

    /** Scores flows by a model, whichever. */
    public RecordScorer scorer(ModelState model) {
        return new RecordScorer(encoder, model);
    }
}

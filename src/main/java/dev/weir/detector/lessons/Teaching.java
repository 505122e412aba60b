package dev.weir.detector.lessons;

import dev.weir.detector.ModelOperations;
import dev.weir.detector.RefusedException;
import dev.weir.detector.hunt.Drift;
import dev.weir.detector.hunt.Drifter;
import dev.weir.detector.hunt.HuntRequest;
import dev.weir.detector.hunt.HuntScope;
import dev.weir.detector.hunt.Hunted;
import dev.weir.detector.hunt.Hunter;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.flow.Verdict;
import dev.weir.fold.EventLog;
import dev.weir.fold.LiveModel;
import dev.weir.fold.LogReplay;
import dev.weir.model.ModelState;
import dev.weir.model.TaughtLogit;
import dev.weir.model.Weights;
import dev.weir.modelfile.ModelFile;
import dev.weir.scoring.Scorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked of the lessons that made the model, and done about them. */
public final class Teaching {
    private final LiveModel live;
    private final EventLog log;
    private final ModelOperations models;
    private final Unlearner unlearner;
    private final Hunter hunter;
    private final Drifter drifter;
    private final Clock clock;
    private final double threshold;
    private final FeatureEncoder encoder;

    public Teaching(
            LiveModel live,
            EventLog log,
            ModelOperations models,
            FeatureEncoder encoder,
            Hunter hunter,
            Drifter drifter,
            Clock clock,
            double threshold) {
        this.hunter = hunter;
        this.drifter = drifter;
        this.clock = clock;
        this.threshold = threshold;
        this.live = live;
        this.models = models;
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
        long asked = version(version);
        Example flow = RecordScorer.example(encoder, record)
                .orElseThrow(() -> new RefusedException(
                        "the features of " + flowId + " are of another release: it cannot be scored again"));
        Blamed blamed = new Blamed(flow);
        ModelState model = LogReplay.witnessed(log, asked, live.fold().ledger(), blamed);
        double logit = Weights.of(model).score(flow);
        return blamed.blame(flowId, asked, Scorer.probability(logit), logit, TaughtLogit.Parts.of(model), most);
    }

    /**
     * The lessons with which the model became worse between two versions.
     *
     * @param verdicts to measure by, by flow; empty for those that were taught up to the good version
     * @param keptFlow the record of a flow that is kept
     * @throws RefusedException if the versions or verdicts do not tell good from bad
     */
    public Bisection bisect(
            long good, long bad, Map<String, Verdict> verdicts, Function<String, Optional<byte[]>> keptFlow) {
        Bisector bisector = new Bisector(
                live.fold(),
                log,
                flow -> keptFlow.apply(flow).flatMap(record -> RecordScorer.example(encoder, record)));
        return bisector.find(good, bad, verdicts);
    }

    /**
     * What would alert now and did not then.
     *
     * @param version of the model to score with; null for the newest, or the file
     * @param file a model as a file; null for one of the log
     * @param least what a flow must reach; null for the threshold of alerts
     * @param scope which flows to tell of
     * @throws RefusedException if there is no such model, or a number is out of range
     */
    public Hunted hunt(
            @Nullable Long version, byte @Nullable [] file, @Nullable Double least, HuntScope scope, int most) {
        double reached = least == null ? threshold : least;
        if (file != null) {
            ModelFile model = ModelFile.ofBytes(file);
            model.requireFits(encoder.schema());
            return hunter.hunt(new HuntRequest(model.state(), null, reached, scope, most));
        }
        long asked = version(version);
        return hunter.hunt(new HuntRequest(live.fold().stateAt(asked), asked, reached, scope, most));
    }

    /**
     * What of the newest flows would alert by the newest model and did not.
     *
     * @param flows how many of them to look at
     */
    public Hunted huntNewest(long flows) {
        HuntScope everything = new HuntScope(null, null);
        return hunter.huntNewest(new HuntRequest(live.publish(), threshold, everything, 1), flows);
    }

    /**
     * How the flows of late differ from those before.
     *
     * @param since those of late were scored then or later; null for a day ago
     */
    public Drift drift(@Nullable Instant since) {
        return drifter.compare(since == null ? clock.instant().minus(Duration.ofDays(1)) : since);
    }

    /**
     * What proves the score of a flow.
     *
     * @param record of the flow, with its features
     * @param version of the model to prove by; null for the newest
     * @throws RefusedException if the record has no features of this release, or there is no such version
     */
    public Proof prove(String flowId, byte[] record, @Nullable Long version) {
        long asked = version(version);
        return new Prover(log, encoder).prove(flowId, record, asked, live.fold().stateAt(asked), models.checkpoints());
    }

    private long version(@Nullable Long version) {
        long newest = live.fold().nextOffset();
        long asked = version == null ? newest : version;
        if (asked < 0 || asked > newest) {
            throw new RefusedException("there is no model version " + asked + ": the newest is " + newest);
        }
        return asked;
    }

    /** Scores flows by a model, whichever. */
    public RecordScorer scorer(ModelState model) {
        return new RecordScorer(encoder, model);
    }
}

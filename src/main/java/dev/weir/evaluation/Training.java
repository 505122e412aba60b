package dev.weir.evaluation;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.metrics.RankingMetrics;
import dev.weir.evaluation.metrics.ScoredSet;
import dev.weir.evaluation.report.TrainingReport;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelDifference;
import dev.weir.model.ModelState;
import dev.weir.model.VowpalWabbitModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes a model out of labelled history: one pass, in order, each flow scored and then learned, so that the figures on the way
 * are those of flows not seen before. Behaviour starts anew with each source, since each is a network of its own; the model
 * goes on. Features and learner are the ones of the stream.
 */
public final class Training implements AutoCloseable {
    private final TrainingSettings settings;
    private final FeatureSchema schema;
    private final FeatureEncoder encoder;
    private final Example example;
    private final Random chance;
    private final VowpalWabbitModel model = VowpalWabbitModel.yielding();
    private final ModelState start = model.save();

    public Training(TrainingSettings settings) {
        this.settings = settings;
        this.schema = FeatureExtractor.schemaOf(settings.features());
        this.encoder = new FeatureEncoder(schema);
        this.example = new Example(encoder.maxSize());
        this.chance = new Random(settings.seed());
    }

    /**
     * Learns one source.
     *
     * @param source a labelled flow file, or {@code simulated:SEED:FLOWS}
     * @throws IOException if a file cannot be read; the message names it
     */
    public TrainingReport learn(String source, ProgressListener listener) throws IOException {
        Pass pass = new Pass();
        FileAccount account = TrainingSource.of(source).read(pass::take, listener);
        RankingMetrics ranking = RankingMetrics.of(pass.scored);
        return new TrainingReport(
                source,
                pass.flows,
                account,
                pass.scored.size(),
                pass.scored.maliciousCount(),
                ranking.averagePrecision(),
                ranking.rocAuc(),
                ranking.recallAtFpr1Percent());
    }

    /** Whether the text stands for an invented office, and not for a file. */
    public static boolean isSimulated(String source) {
        return TrainingSource.of(source).office().isPresent();
    }

    /** The model so far. */
    public ModelState state() {
        return model.save();
    }

    /** The columns it was trained on. */
    public FeatureSchema schema() {
        return schema;
    }

    /** The weights that a model has learned, the largest changes first. */
    public List<ModelDifference.Change> learned(ModelState state) {
        return ModelDifference.changes(start, state, encoder);
    }

    @Override
    public void close() {
        model.close();
    }

    private final class Pass {
        private final FeatureExtractor extractor = MeasuredHosts.newExtractor(settings.features());
        private final FeatureVector vector = new FeatureVector(schema);
        private final ScoredSet scored = new ScoredSet();
        private long flows;

        void take(Flow flow, Label label) {
            flows++;
            extractor.extract(flow, vector);
            Optional<Verdict> verdict = label.verdict();
            if (verdict.isEmpty() || chance.nextDouble() >= settings.share()) {
                return;
            }
            encoder.encode(vector, example);
            double logit = model.learn(example, verdict.get(), false);
            scored.add(logit, verdict.get() == Verdict.MALICIOUS);
        }
    }
}

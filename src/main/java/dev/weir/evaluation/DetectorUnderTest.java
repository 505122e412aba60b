package dev.weir.evaluation;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.evaluation.labelling.Candidate;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Flow;
import dev.weir.flow.ThreatCategory;
import dev.weir.flow.Verdict;
import dev.weir.fold.ServedModel;
import dev.weir.fold.trust.CarefulModel;
import dev.weir.fold.trust.Taught;
import dev.weir.fold.trust.Weighing;
import dev.weir.model.Categories;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stages of the detector without the stream between them: features, scorer, learner. */
public final class DetectorUnderTest implements AutoCloseable {
    private final FeatureSettings settings;
    private final ModelState start;
    private final boolean learns;
    private final boolean countsAlike;
    private FeatureExtractor extractor;
    private FeatureEncoder encoder;
    private @Nullable Flow scored;
    private FeatureVector vector;
    private FeatureVector lesson;
    private Example example;
    private Scorer scorer;
    private CarefulModel careful;
    private ServedModel served;
    private boolean outdated;
    private double calibrated;

    /** @param start the model before the first verdict; null for an untrained one */
    DetectorUnderTest(FeatureSettings settings, @Nullable ModelState start) {
        this(settings, start, false, MeasuredModel.ALL);
    }

    /** @param countsAlike whether a verdict counts the same whoever gives it, and nothing holds learning */
    DetectorUnderTest(FeatureSettings settings, @Nullable ModelState start, boolean countsAlike, MeasuredModel model) {
        this.settings = settings;
        this.countsAlike = countsAlike;
        this.learns = model.learns();
        this.start = model.start(start);
        this.extractor = newExtractor();
        this.encoder = new FeatureEncoder(extractor.schema());
        this.vector = new FeatureVector(extractor.schema());
        this.lesson = new FeatureVector(extractor.schema());
        this.example = new Example(encoder.maxSize());
        this.careful = newModel();
        this.served = serve();
        this.scorer = new Scorer(() -> served, extractor.schema());
    }

    /** Forgets all behaviour and all lessons given here. */
    void reset() {
        careful.close();
        extractor = newExtractor();
        careful = newModel();
        served = serve();
    }

    /** Takes in a flow and scores it with all verdicts given so far. */
    double score(Flow flow) {
        return score(flow, 0);
    }

    /**
     * Takes in a flow and scores it with a model that may lag behind, as it does in the stream. Scoring changes nothing that
     * another score depends on.
     *
     * @param mostLessonsBehind verdicts that it may lack; reading the weights anew for every one of many thousand would take long
     */
    double score(Flow flow, int mostLessonsBehind) {
        scored = flow;
        extractor.extract(flow, vector);
        if (outdated && careful.model().lessons() - served.lessons() > mostLessonsBehind) {
            served = serve();
        }
        double score = scorer.score(vector);
        calibrated = scorer.calibrated();
        return score;
    }

    /**
     * Takes in a flow, scores it and learns its verdict at once. The learner tells the logit it had before, to the last bit the
     * scorer's, so no model has to be saved and loaded between two flows.
     */
    double scoreAndLearn(Flow flow, boolean malicious) {
        extractor.extract(flow, vector);
        encoder.encodeUnnamed(vector, example);
        outdated = true;
        calibrated = Scorer.probability(learn(Candidate.ONLY_ANALYST, malicious, null, null));
        return calibrated;
    }

    /** How probable it is that the flow last scored is malicious, by the verdicts on flows that chance drew. */
    double calibrated() {
        return calibrated;
    }

    /** The flow last scored; there must be one. */
    Flow flow() {
        return Objects.requireNonNull(scored, "no flow was scored yet");
    }

    /** The features of the flow last scored. */
    FeatureVector vector() {
        return vector;
    }

    /** The value of a column of the flow last scored; NaN if absent. */
    double column(String name) {
        return vector.get(vector.schema().position(name));
    }

    /** The same as the model saw them. */
    Example example() {
        return scorer.example();
    }

    /** Of the model that scores now. */
    Weights weights() {
        return served.weights();
    }

    void learn(Candidate candidate) {
        lesson.setBytes(candidate.features());
        encoder.encodeUnnamed(lesson, example);
        learn(
                candidate.analyst(),
                candidate.isMalicious(),
                candidate.isMalicious() ? candidate.category() : null,
                candidate.drawnScore());
        outdated = true;
    }

    /** Learns the flow encoded last, unless nothing is to be learned; gives its logit before that. */
    private double learn(String analyst, boolean isMalicious, @Nullable String category, @Nullable Double drawnScore) {
        if (!learns) {
            return served.weights().score(example);
        }
        return careful.learn(new Taught(
                careful.model().lessons(),
                0,
                analyst,
                countsAlike ? Weighing.ALIKE : Weighing.SECONDED,
                null,
                example.copy(),
                isMalicious ? Verdict.MALICIOUS : Verdict.BENIGN,
                category,
                false,
                drawnScore));
    }

    /** Whether lessons wait, since some made the model worse. */
    boolean isLearningHeld() {
        return careful.hold().isPresent();
    }

    /** Learns what kind of threat the flow was whose verdict was learned last. */
    void learnCategory(String category) {
        careful.model().learnCategory(example, category);
    }

    /** What kind of threat the flow last scored would be, with all verdicts given so far. */
    Optional<ThreatCategory> category() {
        encoder.encodeUnnamed(vector, example);
        return careful.model().category(example);
    }

    /** What was learned, as a model file has it. */
    ModelState state() {
        return ModelFormat.withoutNotes(careful.save());
    }

    @Override
    public void close() {
        careful.close();
    }

    private ServedModel serve() {
        outdated = false;
        return new ServedModel(
                careful.model().lessons(),
                careful.model().lessons(),
                careful.model().weights(),
                Categories.none(),
                Map.of(),
                careful.calibration());
    }

    private CarefulModel newModel() {
        return CarefulModel.load(start);
    }

    private FeatureExtractor newExtractor() {
        return MeasuredHosts.newExtractor(settings);
    }
}

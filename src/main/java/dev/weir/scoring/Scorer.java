package dev.weir.scoring;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.ThreatCategory;
import dev.weir.fold.ServedModel;
import dev.weir.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scores feature vectors with the newest model. The path of a flow takes no lock: it reads one reference, which moves
 * when a newer model is published. Not thread-safe: each task has its own.
 */
public final class Scorer {
    /** Names are for people who compare models, and the memory they are in is too large for the processor's caches. */
    private static final int NAMED_EVERY_FLOWS = 64;

    /** The reason that is no feature, in words that need no others. */
    static final String ALIKE = "verdicts on flows just like it";

    private final Supplier<ServedModel> newest;
    private final FeatureEncoder encoder;
    private final Example example;
    private final LargestParts parts = new LargestParts();
    private ServedModel model;
    private @Nullable PackedFlow packed;
    private int flows;
    private double logit;

    /**
     * @param newest gives the newest model; asked for each flow, so it must be cheap and safe to call from any thread
     * @param schema the columns of the vectors to score
     */
    public Scorer(Supplier<ServedModel> newest, FeatureSchema schema) {
        this(newest, new FeatureEncoder(schema));
    }

    /** @param encoder may be shared; it remembers the names of what it has seen */
    public Scorer(Supplier<ServedModel> newest, FeatureEncoder encoder) {
        this.newest = newest;
        this.encoder = encoder;
        this.example = new Example(encoder.maxSize());
        this.model = newest.get();
    }

    /** Threat probability in [0,1]; high = threat. */
    public double score(FeatureVector vector) {
        model = newest.get();
        if (flows++ % NAMED_EVERY_FLOWS == 0) {
            encoder.encode(vector, example);
        } else {
            encoder.encodeUnnamed(vector, example);
        }
        logit = model.weights().score(example);
        return probability(logit);
    }

    /**
     * The same by what is left of the vector when it is packed, which is all that the model sees.
     *
     * @throws IllegalArgumentException if another encoder has packed it
     */
    public double score(PackedFlow flow) {
        model = newest.get();
        encoder.encode(flow, example);
        logit = model.weights().score(example);
        return probability(logit);
    }

    /** The same, and {@linkplain #packed packs} the vector on the way, which is all that the model sees of it. */
    public double packAndScore(FeatureVector vector) {
        model = newest.get();
        packed = encoder.packAndEncode(vector, example, flows++ % NAMED_EVERY_FLOWS == 0);
        logit = model.weights().score(example);
        return probability(logit);
    }

    /**
     * The flow that was packed last.
     *
     * @throws NullPointerException if none was
     */
    public PackedFlow packed() {
        return Objects.requireNonNull(packed);
    }

    /** How probable it is that a flow of the last score is malicious, by the verdicts on flows that chance drew. */
    public double calibrated() {
        return model.calibration().probability(logit);
    }

    /** The version of the model behind the last score. */
    public long modelVersion() {
        return model.version();
    }

    /** The features of the last score as the model saw them. Overwritten by the next. */
    public Example example() {
        return example;
    }

    /** What kind of threat the flow last scored would be; empty as long as no verdict has named one. */
    public Optional<ThreatCategory> category() {
        return model.categories().of(example);
    }

    /**
     * What made the last score.
     *
     * @param vector the vector that was scored, as it was
     * @param most how many features to name
     */
    public ScoreExplanation explain(FeatureVector vector, int most) {
        Weights weights = model.weights();
        parts.find(weights, example, most);
        int[] indices = parts.indices();
        @Nullable String[] names = encoder.names(vector, indices);
        List<Contribution> reasons = new ArrayList<>(indices.length);
        for (int i = 0; i < indices.length; i++) {
            String name = names[i] == null ? encoder.name(indices[i]) : names[i];
            reasons.add(new Contribution(name, parts.logit(i)));
        }
        addRemembered(weights.remembered(example), reasons, most);
        double explained = weights.score(example);
        return ScoreExplanation.of(
                explained, weights.constant(), reasons, model.calibration().probability(explained));
    }

    private static void addRemembered(double logit, List<Contribution> reasons, int most) {
        if (logit != 0) {
            reasons.add(new Contribution(ALIKE, logit));
            reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.logit())));
            reasons.subList(Math.min(most, reasons.size()), reasons.size()).clear();
        }
    }

    /** The threat probability that a logit of the model means. */
    public static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}

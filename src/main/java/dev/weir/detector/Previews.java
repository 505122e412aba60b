package dev.weir.detector;

import dev.weir.alert.ScoringSettings;
import dev.weir.detector.lessons.RecordScorer;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Verdict;
import dev.weir.fold.LiveModel;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.review.RecentFlows;
import dev.weir.scoring.Scorer;
import java.util.List;

/** Compares the model of now with another that it might become, on recent flows and on alerts. Thread-safe. */
final class Previews {
    private static final double NOTABLE = 0.01;

    private final LiveModel live;
    private final FeatureEncoder encoder;
    private final ModelOperations models;
    private final RecentFlows recent;

    Previews(LiveModel live, FeatureEncoder encoder, ModelOperations models, RecentFlows recent) {
        this.live = live;
        this.encoder = encoder;
        this.models = models;
        this.recent = recent;
    }

    /**
     * What a verdict would change.
     *
     * @param record of the alert that it is on
     * @throws IllegalArgumentException if the record does not hold the features of this release
     */
    Preview ofVerdict(byte[] record, Verdict verdict, List<byte[]> alerts) {
        Example example = RecordScorer.example(encoder, record)
                .orElseThrow(() -> new IllegalArgumentException(
                        "its features are of another release, so what a verdict would teach cannot be told"));
        ModelSnapshot now = live.snapshot();
        ServedModel before = live.served();
        ServedModel after = taught(now, example, verdict);
        return compare(before, after, alerts).ofVerdict(verdict, score(before, example), score(after, example));
    }

    /**
     * What a rollback would change.
     *
     * @throws IllegalArgumentException if there is no such checkpoint or version
     */
    Preview ofRollback(String to, List<byte[]> alerts) {
        return compare(live.publish(), models.target(to), alerts);
    }

    /** What would change if the live model were another. */
    private Preview compare(ServedModel before, ServedModel after, List<byte[]> alerts) {
        double threshold = recent.threshold().orElse(ScoringSettings.DEFAULT_THRESHOLD);
        Tally flows = new Tally(threshold);
        Tally open = new Tally(threshold);
        FeatureVector vector = new FeatureVector(encoder.schema());
        Example example = new Example(encoder.maxSize());
        float[] values = recent.values();
        for (int at = 0; at < values.length; at += encoder.schema().size()) {
            vector.copyFrom(values, at);
            encoder.encodeUnnamed(vector, example);
            flows.count(score(before, example), score(after, example));
        }
        for (byte[] alert : alerts) {
            RecordScorer.example(encoder, alert).ifPresent(flow -> open.count(score(before, flow), score(after, flow)));
        }
        return new Preview(
                before.version(),
                after.version(),
                null,
                threshold,
                null,
                null,
                flows.all,
                flows.appear,
                flows.vanish,
                open.all,
                open.rise,
                open.fall,
                open.vanish);
    }

    /** The model after one more lesson, which nobody learns. */
    private static ServedModel taught(ModelSnapshot base, Example example, Verdict verdict) {
        try (VowpalWabbitModel model = VowpalWabbitModel.loadToLearn(base.state())) {
            model.teach(example, verdict, false);
            return new ServedModel(base.version() + 1, model.lessons(), model.weights(), model.categories());
        }
    }

    private static double score(ServedModel model, Example example) {
        return Scorer.probability(model.weights().score(example));
    }

    /** Counts what differs between two scores of the same flow. */
    private static final class Tally {
        private final double threshold;
        private int all;
        private int appear;
        private int vanish;
        private int rise;
        private int fall;

        Tally(double threshold) {
            this.threshold = threshold;
        }

        void count(double before, double after) {
            all++;
            appear += before < threshold && after >= threshold ? 1 : 0;
            vanish += before >= threshold && after < threshold ? 1 : 0;
            rise += after - before >= NOTABLE ? 1 : 0;
            fall += before - after >= NOTABLE ? 1 : 0;
        }
    }
}

package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.flow.ThreatCategory;
import dev.weir.flow.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A linear model with logistic loss that Vowpal Wabbit trains, one lesson at a time; 2^18 weights. Deterministic: the
 * same lessons in the same order give the same bytes.
 *
 * <p>Its prior is a weight of the learner, as in models of old logs, or a {@link YieldingPrior} beside it: the state that it goes on
 * from says which.
 *
 * <p>A correction is learned with twice the importance: once to undo the lesson it takes back, once to teach.
 *
 * <p>Saving takes up to 0.2 s when all weights are in use. Scoring after learning reads the weights that the lessons
 * touched, a quarter of a millisecond for each. Where each flow is learned, use the logit that {@link #learn} returns;
 * where many threads score, share {@link #weights}. Not thread-safe.
 */
public final class VowpalWabbitModel implements ThreatModel {
    private static final float CORRECTION_IMPORTANCE = 2;

    private @Nullable VowpalWabbitLearner learner;
    /** The model as last saved; null after a lesson. */
    private @Nullable ModelState saved;

    private @Nullable Weights weights;
    /** Null if the prior is a weight of the learner. */
    private @Nullable YieldingPrior prior;
    /** As taken over; the learner of them is made from it when it is needed. */
    private @Nullable CategoryState categories;

    private @Nullable CategoryLearner categoryLearner;
    /** Null after a lesson that names a kind of threat. */
    private @Nullable Categories kinds;

    private byte @Nullable [] notes;

    private long lessons;
    private long malicious;

    private VowpalWabbitModel(ModelState saved, ModelFormat.Parts parts) {
        this.saved = saved;
        this.weights = Weights.of(parts);
        this.prior = parts.prior();
        this.notes = parts.notes();
        this.lessons = parts.lessons();
        this.malicious = parts.malicious();
        this.categories = parts.categories();
        this.kinds = Categories.of(categories);
    }

    /**
     * A model without a lesson whose prior yields to verdicts: what new detectors begin with.
     *
     * @throws UnsupportedOperationException on anything but Linux x86-64
     */
    public static VowpalWabbitModel yielding() {
        return load(Untrained.YIELDING);
    }

    /**
     * A model without a lesson, as it is at version 0 of every log. Its score is the log-odds that the features themselves give, 0 if there are none.
     *
     * @throws UnsupportedOperationException on anything but Linux x86-64
     */
    public static VowpalWabbitModel untrained() {
        return load(Untrained.STATE);
    }

    /**
     * Goes on from a saved model.
     *
     * @throws DamagedModelException if it is no sound model of this learner
     * @throws UnsupportedOperationException on anything but Linux x86-64
     */
    public static VowpalWabbitModel load(ModelState state) {
        return new VowpalWabbitModel(state, ModelFormat.split(state));
    }

    /** Like {@link #load}, and has Vowpal Wabbit take the bytes too, so that the first lesson cannot fail over them. */
    public static VowpalWabbitModel loadToLearn(ModelState state) {
        VowpalWabbitModel model = load(state);
        try {
            model.learner();
            if (model.categories != null) {
                model.categoryLearner();
            }
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public double score(Example example) {
        return weights().score(example);
    }

    /** What lessons here, without the prior, make of an example; cheaper than {@link #weights} after each lesson. */
    public TaughtLogit taughtLogit(Example example) {
        Example asked = new Example(example.size() + 1);
        for (int i = 0; i < example.size(); i++) {
            int index = example.index(i);
            asked.add(prior == null ? index : VowpalWabbitLearner.place(index), example.value(i));
        }
        float remembered = prior == null ? 0 : prior.remembered().logit(example);
        return new TaughtLogit(learner().predict(asked), remembered);
    }

    /** The logit that is shown of an example; cheaper than {@link #weights} after each lesson, and the same but for rounding. */
    public double logit(Example example) {
        YieldingPrior beside = prior;
        double learned = taughtLogit(example).learned();
        return beside == null ? learned : beside.shown(example, learned, beside.offset(example));
    }

    /** The weights as they are now, for other threads to score with. */
    public Weights weights() {
        if (weights == null) {
            Weights learned = Weights.owning(learner().weights());
            weights = prior == null ? learned : learned.with(prior);
        }
        return weights;
    }

    @Override
    public double learn(Example example, Verdict verdict, boolean correction) {
        return learn(example, verdict, correction, 1);
    }

    /**
     * Learns like {@link #learn(Example, Verdict, boolean)}, more or less of it.
     *
     * @param trust how much of a lesson it is, above 0 and up to 1
     */
    public double learn(Example example, Verdict verdict, boolean correction, float trust) {
        YieldingPrior then = prior;
        float offset = teach(example, verdict, correction, trust);
        return then == null ? before() : then.shown(example, before() - then.leantOn(offset), offset);
    }

    private double before() {
        float before = learner().before();
        return Float.isNaN(before) ? 0 : before;
    }

    /** Learns like {@link #learn}, for those who do not want to know the logit. */
    public void teach(Example example, Verdict verdict, boolean correction) {
        teach(example, verdict, correction, 1);
    }

    /** @return what the prior added to the logit of the example before; 0 without one */
    private float teach(Example example, Verdict verdict, boolean correction, float trust) {
        boolean threat = verdict == Verdict.MALICIOUS;
        int label = threat ? 1 : -1;
        float importance = trust * (correction ? CORRECTION_IMPORTANCE : 1);
        YieldingPrior then = prior;
        float offset = 0;
        if (then == null) {
            learner().learn(example, label, importance);
        } else {
            YieldingPrior.Opinions opinions = then.opinions(example);
            offset = then.offset(opinions);
            float given = then.leantOn(offset);
            learner().learn(example, given, label, importance);
            double learned = before() - given;
            prior = correction
                    ? then.afterCorrection(example, opinions, learned, verdict, importance)
                    : then.after(example, opinions, learned, verdict, trust);
        }
        lessons++;
        malicious += threat ? 1 : 0;
        saved = null;
        weights = null;
        return offset;
    }

    /**
     * Learns what kind of threat a malicious flow was. The threat score does not depend on it.
     *
     * @param category in the analyst's words
     */
    public void learnCategory(Example example, String category) {
        categoryLearner().learn(example, category);
        saved = null;
        kinds = null;
    }

    /** Tells kinds of threat by what was taught so far, for other threads too. */
    public Categories categories() {
        if (kinds == null) {
            kinds = categoryLearner == null ? Categories.of(categories) : categoryLearner.categories();
        }
        return kinds;
    }

    /** What {@link #categories} says of one flow; cheaper where only few flows are asked about between lessons. */
    public Optional<ThreatCategory> category(Example example) {
        return kinds == null && categoryLearner != null
                ? Optional.of(categoryLearner.category(example))
                : categories().of(example);
    }

    @Override
    public long lessons() {
        return lessons;
    }

    /** Lessons whose verdict was malicious, corrections included. */
    public long maliciousLessons() {
        return malicious;
    }

    @Override
    public ModelState save() {
        if (saved == null) {
            saved = ModelFormat.join(
                    new ModelFormat.Parts(lessons, malicious, learner().save(), prior, notes, savedCategories()));
        }
        return saved;
    }

    @Override
    public void close() {
        if (learner != null) {
            learner.close();
            learner = null;
        }
        if (categoryLearner != null) {
            categories = categoryLearner.save();
            categoryLearner.close();
            categoryLearner = null;
        }
    }

    /** What the model knows of those who teach it, for whoever knows what that means; null if all count alike. */
    public byte @Nullable [] notes() {
        return notes;
    }

    /** Whether it is a model that can have notes: not one of an old log. */
    public boolean canHaveNotes() {
        return prior != null && prior.rule().canHaveNotes();
    }

    /** Takes down what to know of those who teach. */
    public void note(byte[] changed) {
        if (!canHaveNotes()) {
            throw new IllegalStateException("a model of an old log cannot have notes");
        }
        notes = changed;
        saved = null;
    }

    private @Nullable CategoryState savedCategories() {
        return categoryLearner == null ? categories : categoryLearner.save();
    }

    private CategoryLearner categoryLearner() {
        if (categoryLearner == null) {
            learner();
            categoryLearner = categories == null ? CategoryLearner.untrained() : CategoryLearner.load(categories);
        }
        return categoryLearner;
    }

    private VowpalWabbitLearner learner() {
        if (learner == null) {
            if (saved == null) {
                throw new IllegalStateException("the model is closed");
            }
            learner = VowpalWabbitLearner.load(ModelFormat.split(saved).learner());
        }
        return learner;
    }
}

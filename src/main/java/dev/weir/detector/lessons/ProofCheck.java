package dev.weir.detector.lessons;

import dev.weir.encoding.Encodings;
import dev.weir.encoding.Example;
import dev.weir.encoding.PackedFlow;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scores again, from a proof alone, and says what holds. */
public final class ProofCheck {
    private final List<Finding> findings = new ArrayList<>();

    /** One thing that a proof claims, and whether it holds. */
    public record Finding(String claim, boolean holds, String detail) {}

    private ProofCheck() {}

    /**
     * All findings; a proof whose values make no sense has one that does not hold.
     *
     * @param scoreThen what the record itself says; null if it says nothing
     * @param versionThen the model version in the record; null if it says nothing
     */
    public static List<Finding> of(Proof proof, @Nullable Double scoreThen, @Nullable Long versionThen) {
        ProofCheck check = new ProofCheck();
        try {
            check.run(proof, scoreThen, versionThen);
        } catch (RuntimeException e) {
            check.note("all of it can be read", false, String.valueOf(e.getMessage()));
        }
        return check.findings;
    }

    private void run(Proof proof, @Nullable Double scoreThen, @Nullable Long versionThen) {
        ModelState model = new ModelState(Base64.getDecoder().decode(proof.model()), proof.lessons());
        note("the model has its digest", model.digest().equals(proof.modelDigest()), model.digest());
        PackedFlow flow = PackedFlow.ofBytes(Base64.getDecoder().decode(proof.features()));
        boolean isKnown = Encodings.of(flow.encoding()).isPresent();
        note("this release of Weir knows the encoding of its features", isKnown, flow.encoding());
        if (!isKnown) {
            return;
        }
        Example example = Encodings.unpack(flow);
        double logit = Weights.of(model).score(example);
        double score = Scorer.probability(logit);
        note("the logit is the same to the bit", isSame(logit, proof.logit()), text(logit));
        note("the score is the same to the bit", isSame(score, proof.score()), text(score));
        if (versionThen != null && versionThen == proof.modelVersion() && scoreThen != null) {
            note("it is the score that the record has", isSame(score, scoreThen), text(scoreThen));
        }
    }

    private void note(String claim, boolean holds, String detail) {
        findings.add(new Finding(claim, holds, detail));
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.17g", value);
    }
}

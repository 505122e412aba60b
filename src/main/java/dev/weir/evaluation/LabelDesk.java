package dev.weir.evaluation;

import java.util.function.Consumer;

/**
 * Plays the analyst of one {@link LabelProtocol}: told of every scored flow that could get a verdict, it hands back those
 * that do, in the order of the stream, when their verdict is due. Keeps only what may still be asked for.
 */
@FunctionalInterface
interface LabelDesk {
    /** A flow was scored; the verdicts due now go to the teacher. */
    void scored(double score, Candidate candidate, Consumer<Candidate> teacher);

    /** @param detector whose lessons they become */
    static LabelDesk of(LabelProtocol protocol, long seed, DetectorUnderTest detector) {
        if (protocol instanceof LabelProtocol.Review review) {
            return new ReviewDesk(review, seed, detector::example, detector::weights);
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

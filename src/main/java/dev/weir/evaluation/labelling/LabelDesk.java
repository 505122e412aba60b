package dev.weir.evaluation.labelling;

import java.util.function.Consumer;

/**
 * Plays the analyst of one {@link LabelProtocol}: told of every scored flow that could get a verdict, it hands back those
 * that do, in the order of the stream, when their verdict is due. Keeps only what may still be asked for.
 */
@FunctionalInterface
public interface LabelDesk {
    /** A flow was scored; the verdicts due now go to the teacher. */
    void scored(double score, Candidate candidate, Consumer<Candidate> teacher);
}

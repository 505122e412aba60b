package dev.weir.evaluation.labelling;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/** The desk of {@link LabelProtocol.Random}. */
final class RandomDesk implements LabelDesk {
    private record Picked(long position, Candidate candidate) {}

    private final LabelProtocol.Random protocol;
    private final Random random;
    private final Queue<Picked> waiting = new ArrayDeque<>();
    private long position;

    RandomDesk(LabelProtocol.Random protocol, long seed) {
        this.protocol = protocol;
        this.random = new Random(seed);
    }

    @Override
    public void scored(double score, Candidate candidate, Consumer<Candidate> teacher) {
        if (random.nextDouble() < protocol.budget()) {
            waiting.add(new Picked(position, candidate.asDrawn(score)));
        }
        for (Picked due = waiting.peek(); due != null && isDue(due); due = waiting.peek()) {
            waiting.remove();
            teacher.accept(due.candidate());
        }
        position++;
    }

    private boolean isDue(Picked picked) {
        return picked.position() <= position - protocol.delayFlows();
    }
}

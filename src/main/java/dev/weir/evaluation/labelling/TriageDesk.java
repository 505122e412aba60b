package dev.weir.evaluation.labelling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The desk of {@link LabelProtocol.Triage}. Of equal scores the earlier flow comes first in the queue. */
final class TriageDesk implements LabelDesk {
    private final LabelProtocol.Triage protocol;
    private final Random random;
    private final double[] scores;
    private final Candidate[] window;
    private int size;

    TriageDesk(LabelProtocol.Triage protocol, long seed) {
        this.protocol = protocol;
        this.random = new Random(seed);
        this.scores = new double[protocol.windowFlows()];
        this.window = new Candidate[protocol.windowFlows()];
    }

    @Override
    public void scored(double score, Candidate candidate, Consumer<Candidate> teacher) {
        scores[size] = score;
        window[size++] = candidate;
        if (size == protocol.windowFlows()) {
            for (int position : picked()) {
                teacher.accept(window[position]);
            }
            size = 0;
        }
    }

    private int[] picked() {
        Integer[] queue = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(queue, Comparator.comparingDouble((Integer position) -> -scores[position]));
        Set<Integer> picked = new LinkedHashSet<>(Arrays.asList(queue).subList(0, protocol.top()));
        while (picked.size() < protocol.top() + protocol.audit()) {
            picked.add(random.nextInt(size));
        }
        return picked.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}

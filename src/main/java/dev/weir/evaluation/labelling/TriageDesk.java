package dev.weir.evaluation.labelling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The desk of {@link LabelProtocol.Triage}. Of equal scores the earlier flow comes first in the queue. */
final class TriageDesk implements LabelDesk {
    private final LabelProtocol.Triage protocol;
    private final Random random;
    /** Whether a flow that is asked about for its score lies in the sample too; of its own, so that it moves no other chance. */
    private final Random sample;

    private final double[] scores;
    private final Candidate[] window;
    private int size;

    TriageDesk(LabelProtocol.Triage protocol, long seed) {
        this.protocol = protocol;
        this.random = new Random(seed);
        this.sample = new Random(seed + 1);
        this.scores = new double[protocol.windowFlows()];
        this.window = new Candidate[protocol.windowFlows()];
    }

    @Override
    public void scored(double score, Candidate candidate, Consumer<Candidate> teacher) {
        scores[size] = score;
        window[size++] = candidate;
        if (size == protocol.windowFlows()) {
            Set<Integer> top = top();
            for (int position : picked(top)) {
                boolean isDrawn = !top.contains(position) || sample.nextInt(protocol.windowFlows()) < protocol.audit();
                teacher.accept(isDrawn ? window[position].asDrawn(scores[position]) : window[position]);
            }
            size = 0;
        }
    }

    private Set<Integer> top() {
        Integer[] queue = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(queue, Comparator.comparingDouble((Integer position) -> -scores[position]));
        return Set.copyOf(Arrays.asList(queue).subList(0, protocol.top()));
    }

    private int[] picked(Set<Integer> top) {
        Set<Integer> picked = new HashSet<>(top);
        while (picked.size() < protocol.top() + protocol.audit()) {
            picked.add(random.nextInt(size));
        }
        return picked.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}

package dev.weir.demo;

import dev.weir.feedback.Feedback;
import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A detector in memory: logistic regression over a few looks of a flow and how busy its source was. */
class ToyDetector implements DemoDetector {
    private static final int WEIGHTS = 4_096;
    private static final double RATE = 0.3;

    private final Map<String, int[]> seen = new HashMap<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Map<String, double[]> checkpoints = new HashMap<>();
    private double[] weights = new double[WEIGHTS];
    private long version;

    @Override
    public List<DemoScore> score(List<SimulatedFlow> flows) {
        List<DemoScore> scores = new ArrayList<>();
        for (SimulatedFlow flow : flows) {
            int[] looks = looks(flow.flow());
            seen.put(flow.id().value(), looks);
            double score = score(looks);
            scores.add(new DemoScore(score, version, score >= 0.5));
        }
        busy.replaceAll((host, count) -> count / 2);
        return scores;
    }

    private int[] looks(Flow flow) {
        int rate = 31 - Integer.numberOfLeadingZeros(busy.merge(flow.source().text(), 1, Integer::sum));
        int fanIn =
                31 - Integer.numberOfLeadingZeros(busy.merge(flow.destination().text(), 1, Integer::sum));
        int size = 64 - Long.numberOfLeadingZeros(Math.max(0, flow.sourceBytes()));
        List<String> words = List.of(
                "state" + flow.state(),
                "port" + flow.destinationPort(),
                "size" + size,
                "rate" + rate + flow.state(),
                "fan" + fanIn + flow.state(),
                "both" + flow.destinationPort() + flow.state());
        return words.stream()
                .mapToInt(word -> Math.floorMod(word.hashCode(), WEIGHTS))
                .toArray();
    }

    private double score(int[] looks) {
        double logit = -1;
        for (int look : looks) {
            logit += weights[look];
        }
        return 1 / (1 + Math.exp(-logit));
    }

    @Override
    public void teach(List<Feedback> feedback) {
        for (Feedback one : feedback) {
            int[] looks = Objects.requireNonNull(seen.get(one.flowId().value()));
            double error = (one.verdict() == Verdict.MALICIOUS ? 1 : 0) - score(looks);
            for (int look : looks) {
                weights[look] += RATE * error;
            }
            version++;
        }
    }

    @Override
    public String takeCheckpoint(String name) {
        checkpoints.put(name, weights.clone());
        version++;
        return digest();
    }

    @Override
    public void rollBack(String name) {
        weights = Objects.requireNonNull(checkpoints.get(name)).clone();
        version++;
    }

    @Override
    public DemoStanding standing() {
        return new DemoStanding(version, digest(), version);
    }

    private String digest() {
        return String.format("%016x", Arrays.hashCode(weights));
    }

    @Override
    public void close() {}
}

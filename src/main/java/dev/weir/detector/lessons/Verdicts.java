package dev.weir.detector.lessons;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flows with a verdict, by which models are measured. The latest word on a flow counts. */
final class Verdicts {
    /** So many are enough to tell one model from another. */
    static final int MOST = 20_000;

    private final Map<String, Judged> flows = new LinkedHashMap<>();

    private record Judged(Example example, boolean malicious) {}

    private record Ranked(double score, boolean malicious) {}

    void add(String flowId, Example example, Verdict verdict) {
        if (flows.size() < MOST || flows.containsKey(flowId)) {
            flows.put(flowId, new Judged(example, verdict == Verdict.MALICIOUS));
        }
    }

    int size() {
        return flows.size();
    }

    boolean hasBoth() {
        return flows.values().stream().map(Judged::malicious).distinct().count() == 2;
    }

    /** The average precision with which a model ranks the malicious above the benign, 0 to 1; of equal scores the benign come first. */
    double precision(ModelState model) {
        Weights weights = Weights.of(model);
        List<Ranked> ranked = new ArrayList<>();
        flows.values().forEach(flow -> ranked.add(new Ranked(weights.score(flow.example()), flow.malicious())));
        ranked.sort(Comparator.comparingDouble((Ranked one) -> -one.score()).thenComparing(Ranked::malicious));
        double sum = 0;
        int found = 0;
        for (int i = 0; i < ranked.size(); i++) {
            if (ranked.get(i).malicious()) {
                found++;
                sum += found / (i + 1.0);
            }
        }
        return found == 0 ? 0 : sum / found;
    }
}

package dev.weir.growth;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lessons about the flows of a simulated office, one in forty malicious, half of these with the kind of threat. */
final class Lessons {
    private static final int HOSTS = 300;
    private static final double MALICIOUS_SHARE = 0.025;

    private Lessons() {}

    static List<Lesson> invent(long seed, int count) {
        TrafficSimulator simulator = new TrafficSimulator(new SimulationSettings(
                seed, HOSTS, MALICIOUS_SHARE, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(365)));
        FeatureSettings settings = FeatureSettings.defaults();
        FeatureExtractor extractor = new FeatureExtractor(
                settings, new HeapHostStates(settings.maxHeapHosts()), new HeapHostStates(settings.maxHeapHosts()));
        FeatureEncoder encoder = new FeatureEncoder(extractor.schema());
        FeatureVector vector = new FeatureVector(extractor.schema());
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedFlow flow = simulator.next();
            extractor.extract(flow.flow(), vector);
            boolean malicious = flow.label().verdict().orElse(Verdict.BENIGN) == Verdict.MALICIOUS;
            lessons.add(new Lesson(
                    new FlowId("C" + i),
                    encoder.pack(vector),
                    malicious ? Verdict.MALICIOUS : Verdict.BENIGN,
                    malicious && i % 2 == 0 ? flow.label().category() : null,
                    "alice",
                    i % 50 == 0));
        }
        return lessons;
    }
}

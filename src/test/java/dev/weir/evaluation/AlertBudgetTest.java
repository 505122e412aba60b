package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.AlertPolicy;
import dev.weir.alert.AlertSettings;
import dev.weir.alert.Ruling;
import dev.weir.alert.ScoringSettings;
import dev.weir.alert.StoryStore;
import dev.weir.evaluation.labelling.Candidate;
import dev.weir.features.FeatureSettings;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert budget on an office network of several days, with its days and nights and attacks, and a model that learns meanwhile. */
class AlertBudgetTest {
    private static final Instant START = Instant.parse("2025-03-04T00:00:00Z");
    private static final int DAYS = 3;
    private static final int LESSON_EVERY_FLOWS = 500;

    @ParameterizedTest(name = "{0} alerts per day, lessons: {1}")
    @CsvSource({"40, false", "100, true"})
    void alertsOfEachDay_areWithinAFifthOfTheBudget(int budget, boolean withLessons) {
        int[] raised = new int[DAYS];
        TrafficSimulator traffic =
                new TrafficSimulator(new SimulationSettings(5, 10, 0.03, START, Duration.ofDays(DAYS)));
        AlertPolicy policy =
                new AlertPolicy(ScoringSettings.ofAlertsPerDay(budget), AlertSettings.defaults(), 1, StoryStore.NONE);
        Random random = new Random(3);
        try (DetectorUnderTest detector = new DetectorUnderTest(FeatureSettings.defaults(), null)) {
            while (traffic.hasNext()) {
                SimulatedFlow flow = traffic.next();
                double score = detector.score(flow.flow());
                if (policy.judge(flow.id(), flow.flow(), score) == Ruling.RAISED) {
                    raised[(int) ((flow.flow().timestampMicros() / 1_000_000 - START.getEpochSecond()) / 86_400)]++;
                }
                if (withLessons && random.nextInt(LESSON_EVERY_FLOWS) == 0) {
                    detector.learn(new Candidate(detector.vector(), flow.malicious(), false, flow.category()));
                }
            }
        }
        assertThat(Arrays.stream(raised).boxed())
                .as("alerts of each day")
                .allSatisfy(alerts -> assertThat(alerts).isBetween(budget * 8 / 10, budget * 12 / 10));
    }
}

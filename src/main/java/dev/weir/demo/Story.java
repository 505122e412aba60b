package dev.weir.demo;

import dev.weir.feedback.Feedback;
import dev.weir.simulation.Analyst;
import dev.weir.simulation.AnalystSettings;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays the phases, batch by batch in lock step: flows out, scores in, verdicts out, lessons learned, next batch. So what is
 * measured depends on the seed and not on the clock; only flows per second do.
 */
final class Story {
    private static final int BATCH_FLOWS = 1_000;
    /** Nothing is learned between batches of a measured phase, so they may be larger. */
    private static final int MEASURED_BATCH_FLOWS = 4_000;

    private static final double MALICIOUS_SHARE = 0.08;
    private static final String CHECKPOINT = "before-bob";
    private static final AnalystSettings CAREFUL = new AnalystSettings("ann", Duration.ofMinutes(2), 50, 0.3, 0);
    private static final AnalystSettings CARELESS = new AnalystSettings("bob", Duration.ZERO, 80, 0.5, 0.9);

    private final DemoSettings settings;
    private final DemoDetector detector;
    private final StoryView view;
    private final TimeLimit limit;
    private final TrafficSimulator traffic;
    private final List<PhaseResult> results = new ArrayList<>();
    private final ClearAttack attack = new ClearAttack();

    Story(DemoSettings settings, DemoDetector detector, StoryView view, TimeLimit limit) {
        this.settings = settings;
        this.detector = detector;
        this.view = view;
        this.limit = limit;
        SimulationSettings week = SimulationSettings.ofSeed(settings.seed());
        traffic = new TrafficSimulator(
                new SimulationSettings(week.seed(), week.hosts(), MALICIOUS_SHARE, week.start(), Duration.ofDays(365)));
    }

    /** Tells the whole story. */
    Outcome tell() {
        play(Phase.UNTAUGHT, Optional.empty());
        play(Phase.LEARNING, Optional.of(CAREFUL));
        play(Phase.TAUGHT, Optional.empty());
        String digest = takeCheckpoint();
        play(Phase.CARELESS, Optional.of(CARELESS));
        play(Phase.MISLED, Optional.empty());
        rollBack();
        play(Phase.RESTORED, Optional.empty());
        return new Outcome(results, digest);
    }

    /** The attack that was clearest at the end. */
    ClearAttack attack() {
        return attack;
    }

    private void play(Phase phase, Optional<AnalystSettings> who) {
        view.begin(results.size() + 1, phase);
        Optional<Analyst> analyst = who.map(careful -> new Analyst(careful, settings.seed()));
        QualityMeter quality = new QualityMeter();
        int wanted = phase.flows(settings.flows());
        long verdicts = 0;
        int done = 0;
        while (done < wanted) {
            limit.require();
            List<SimulatedFlow> batch =
                    nextBatch(Math.min(analyst.isPresent() ? BATCH_FLOWS : MEASURED_BATCH_FLOWS, wanted - done));
            List<DemoScore> scores = detector.score(batch);
            note(batch, scores, quality, analyst);
            remember(phase, batch, scores);
            verdicts += analyst.map(someone -> teach(someone, batch)).orElse(0);
            done += batch.size();
            view.progress(done, verdicts, scores.get(scores.size() - 1).modelVersion(), quality);
        }
        finish(phase, done, verdicts, quality);
    }

    private static void note(
            List<SimulatedFlow> batch, List<DemoScore> scores, QualityMeter quality, Optional<Analyst> analyst) {
        for (int i = 0; i < batch.size(); i++) {
            SimulatedFlow flow = batch.get(i);
            DemoScore score = scores.get(i);
            quality.add(score.score(), score.alert(), flow.malicious());
            analyst.ifPresent(someone -> someone.receive(flow, score.score()));
        }
    }

    private void remember(Phase phase, List<SimulatedFlow> batch, List<DemoScore> scores) {
        for (int i = 0; phase == Phase.RESTORED && i < batch.size(); i++) {
            attack.note(batch.get(i), scores.get(i).score());
        }
    }

    private int teach(Analyst analyst, List<SimulatedFlow> batch) {
        List<Feedback> feedback =
                analyst.work(batch.get(batch.size() - 1).flow().timestampMicros());
        if (!feedback.isEmpty()) {
            detector.teach(feedback);
        }
        return feedback.size();
    }

    private String takeCheckpoint() {
        view.begin(results.size() + 1, Phase.CHECKPOINT);
        String digest = detector.takeCheckpoint(CHECKPOINT);
        view.say("    checkpoint \"" + CHECKPOINT + "\" is " + Summary.shortDigest(digest));
        finish(Phase.CHECKPOINT, 0, 0, new QualityMeter());
        return digest;
    }

    private void rollBack() {
        view.begin(results.size() + 1, Phase.ROLLBACK);
        detector.rollBack(CHECKPOINT);
        view.say("    the live model is "
                + Summary.shortDigest(detector.standing().digest()));
        finish(Phase.ROLLBACK, 0, 0, new QualityMeter());
    }

    private void finish(Phase phase, long flows, long verdicts, QualityMeter quality) {
        PhaseResult result = new PhaseResult(
                phase,
                flows,
                quality.alerts(),
                verdicts,
                quality.precision(),
                quality.recall(),
                quality.averagePrecision(),
                detector.standing());
        results.add(result);
        view.end(result);
    }

    private List<SimulatedFlow> nextBatch(int count) {
        List<SimulatedFlow> batch = new ArrayList<>(count);
        while (batch.size() < count) {
            batch.add(traffic.next());
        }
        return batch;
    }
}

package dev.weir.evaluation;

import dev.weir.alert.AlertPolicy;
import dev.weir.alert.Ruling;
import dev.weir.alert.StoryStore;
import dev.weir.alert.ThreatShapes;
import dev.weir.evaluation.labelled.FileAccount;
import dev.weir.evaluation.labelled.LabelledFile;
import dev.weir.evaluation.labelling.Candidate;
import dev.weir.evaluation.labelling.LabelDesk;
import dev.weir.evaluation.labelling.LabelDesks;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.labelling.Poison;
import dev.weir.evaluation.metrics.CalibrationMetrics;
import dev.weir.evaluation.metrics.CategoryMetrics;
import dev.weir.evaluation.metrics.CurveBuilder;
import dev.weir.evaluation.metrics.RankingMetrics;
import dev.weir.evaluation.metrics.ScoredSet;
import dev.weir.evaluation.metrics.Share;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Label;
import dev.weir.flow.ThreatCategory;
import dev.weir.flow.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One pass over one set of labelled flows. */
final class FileEvaluation {
    /** How far a score that counts in no figure may lag behind where every flow is a lesson. */
    private static final int MOST_LESSONS_BEHIND = 1000;
    /** Verdicts after which a score must be a probability. */
    private static final int TAUGHT_LABELS = 2000;
    /** Nobody asks for the alerts of an evaluation by name. */
    private static final FlowId ANY = FlowId.ofRecord(0, 0);

    private final EvaluationSettings settings;
    private final String name;
    private final FlowSource source;
    private final DetectorUnderTest detector;
    private final LabelDesk desk;
    private final AlertPolicy policy;
    private final Random thinning;
    private final Poison.@Nullable Liars liars;
    private final ScoredSet set = new ScoredSet();
    /** With the probabilities that stand beside the scores. */
    private final ScoredSet calibrated = new ScoredSet();

    private final ScoredSet heldOut = new ScoredSet();
    private final ScoredSet unknown = new ScoredSet();
    private long labelsUsed;
    private final HoldCount holds = new HoldCount();
    private final TaughtStages stages = new TaughtStages();
    private int taughtAt = -1;
    private long alertingFlows;
    private long trueAlertingFlows;
    private long alerts;
    private long trueAlerts;
    private final CategoryMetrics categories = new CategoryMetrics();

    /** Hands out labelled flows in order of time. */
    @FunctionalInterface
    interface FlowSource {
        /** @return what was found */
        FileAccount read(LabelledFile.Visitor visitor) throws IOException;
    }

    /** @param name as the report has it */
    FileEvaluation(EvaluationSettings settings, String name, FlowSource source, DetectorUnderTest detector) {
        this.settings = settings;
        this.name = name;
        this.source = source;
        this.detector = detector;
        this.desk = LabelDesks.of(
                settings.protocol(), settings.seed(), detector::flow, detector::example, detector::weights);
        this.policy = new AlertPolicy(settings.scoring(), settings.alerts(), 1, StoryStore.NONE);
        this.thinning = new Random(settings.seed() + 1);
        Poison poison = settings.poison();
        this.liars = poison == null ? null : poison.liars(settings.seed() + 2);
    }

    EvaluationReport run() throws IOException {
        long startNanos = System.nanoTime();
        FileAccount account = source.read(this::take);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return report(account, (set.size() + unknown.size()) / Math.max(seconds, 1e-9));
    }

    private void take(Flow flow, Label label) {
        Optional<Verdict> truth = label.verdict();
        boolean malicious = truth.isPresent() && truth.get() == Verdict.MALICIOUS;
        if (malicious && thinning.nextDouble() >= settings.thinMalicious()) {
            return;
        }
        if (truth.isEmpty() && !settings.unknownIsBenign()) {
            unknown.add(detector.score(flow, isFull() ? MOST_LESSONS_BEHIND : 0), false);
            return;
        }
        boolean isHeldOut = malicious
                && settings.heldOutCategory() != null
                && settings.heldOutCategory().equals(label.category());
        boolean atOnce = isFull() && !isHeldOut;
        double score = atOnce ? detector.scoreAndLearn(flow, malicious) : detector.score(flow);
        count(score, malicious, isHeldOut);
        String category = malicious ? label.category() : null;
        countAlert(flow, policy.judge(ANY, flow, score), malicious, category);
        if (atOnce) {
            labelsUsed++;
            holds.taught(false, detector.isLearningHeld());
            if (category != null) {
                detector.learnCategory(category);
                categories.teach(category);
            }
        } else {
            desk.scored(score, new Candidate(detector.vector(), malicious, isHeldOut, category), this::teach);
        }
    }

    private boolean isFull() {
        return settings.protocol().equals(LabelProtocol.full());
    }

    private void count(double score, boolean malicious, boolean isHeldOut) {
        if (taughtAt < 0 && labelsUsed >= TAUGHT_LABELS) {
            taughtAt = set.size();
        }
        stages.before(set.size(), labelsUsed);
        set.add(score, malicious);
        calibrated.add(detector.calibrated(), malicious);
        if (isHeldOut) {
            heldOut.add(score, true);
        }
    }

    private void countAlert(Flow flow, Ruling ruling, boolean malicious, @Nullable String category) {
        if (ruling.isAlerting()) {
            alertingFlows++;
            trueAlertingFlows += malicious ? 1 : 0;
        }
        if (ruling == Ruling.RAISED) {
            alerts++;
            trueAlerts += malicious ? 1 : 0;
        }
        if (ruling.isRecordDue() && category != null) {
            Optional<ThreatCategory> named = detector.category();
            categories.recorded(named, category);
            if (ruling == Ruling.RAISED) {
                categories.raised(named, category);
                categories.raised(ThreatShapes.of(flow, detector::column).kind(), category);
            }
        }
    }

    private void teach(Candidate asked) {
        if (!asked.isHeldOut()) {
            Candidate candidate = liars == null ? asked : liars.said(asked);
            detector.learn(candidate);
            labelsUsed++;
            holds.taught(candidate.isMalicious() != asked.isMalicious(), detector.isLearningHeld());
            String category = candidate.category();
            if (candidate.isMalicious() && category != null) {
                categories.teach(category);
            }
        }
    }

    private EvaluationReport report(FileAccount account, double flowsPerSecond) {
        RankingMetrics ranking = RankingMetrics.of(set);
        CalibrationMetrics calibration = CalibrationMetrics.of(calibrated);
        return new EvaluationReport(
                name,
                settings.protocol().toString(),
                set.size(),
                set.maliciousCount(),
                unknown.size(),
                account,
                labelsUsed,
                holds.report(),
                settings.heldOutCategory(),
                heldOut.size(),
                ranking.averagePrecision(),
                Share.of(set.maliciousCount(), set.size()),
                ranking.rocAuc(),
                ranking.recallAtFpr1Percent(),
                ranking.recallAtFpr01Percent(),
                heldOut.shareFrom(ranking.thresholdAtFpr1Percent()),
                unknown.shareFrom(ranking.thresholdAtFpr1Percent()),
                calibration.brier(),
                calibration.expectedError(),
                taughtAt < 0
                        ? Double.NaN
                        : CalibrationMetrics.of(calibrated, taughtAt).expectedError(),
                stages.of(set, calibrated),
                alerts,
                Share.of(trueAlerts, alerts),
                categories.report(),
                alertingFlows,
                Share.of(trueAlertingFlows, alertingFlows),
                policy.activeTime(),
                flowsPerSecond,
                detector.state().digest(),
                CurveBuilder.of(set, ranking.thresholdAtFpr1Percent(), calibration));
    }
}

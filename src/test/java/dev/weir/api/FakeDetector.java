package dev.weir.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.allow.AllowRule;
import dev.weir.api.door.KeptAnswer;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.Allowance;
import dev.weir.detector.DetectAnswer;
import dev.weir.detector.Detector;
import dev.weir.detector.Installation;
import dev.weir.detector.Preview;
import dev.weir.detector.RefusedException;
import dev.weir.detector.ReviewItem;
import dev.weir.detector.RolledBack;
import dev.weir.detector.Status;
import dev.weir.detector.UnappliedException;
import dev.weir.detector.Verification;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.detector.responses.ResponseStanding;
import dev.weir.feedback.Feedback;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelDifference;
import dev.weir.health.Health;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A detector of a few fields: it remembers what it was asked, and answers what it was told to. */
public final class FakeDetector implements Detector {
    public static final String DIGEST = "ab".repeat(32);
    public static final Checkpoint CHECKPOINT =
            new Checkpoint(300, "before-tuning", Instant.parse("2026-03-01T10:00:00Z"), 299, DIGEST, 4_096);

    public final List<Feedback> given = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public volatile String state = "RUNNING";
    public volatile Health health = Health.READY;
    public volatile boolean broken;
    public volatile long folded = 301;
    public volatile boolean identical = true;
    public volatile byte[] model = {};
    /** Runs while a review is worked out. */
    public volatile Runnable duringReview = () -> {};

    public volatile Runnable onClose = () -> {};

    private final List<Allowance> allowances = new ArrayList<>();

    /** Keeps nothing. */
    static KeptAnswer keptStatus() {
        return new KeptAnswer(Duration.ZERO, () -> -1, System::nanoTime);
    }

    @Override
    public List<Allowance> allowed() {
        return List.copyOf(allowances);
    }

    @Override
    public Allowance allow(AllowRule rule, String by) {
        asked.add("allow " + rule.source() + " by " + by);
        Allowance made = new Allowance(
                "a" + allowances.size(),
                rule.source(),
                rule.destination(),
                rule.port() < 0 ? null : rule.port(),
                rule.kind() == null ? null : rule.kind().word(),
                rule.until(),
                rule.reason(),
                by,
                CHECKPOINT.at(),
                3);
        allowances.add(made);
        return made;
    }

    @Override
    public Allowance disallow(String id, String by) {
        Allowance gone = allowances.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no rule of this id"));
        allowances.remove(gone);
        asked.add("disallow " + id + " by " + by);
        return gone;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public MetricSnapshots metrics() {
        return MetricSnapshots.of(CounterSnapshot.builder()
                .name("weir_flows_read")
                .help("Records taken.")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of("reason", "a \"b\"\n"))
                        .value(100.0)
                        .build())
                .build());
    }

    @Override
    public Status status() {
        if (broken) {
            throw new IllegalStateException("the store is closed");
        }
        return new Status(
                state,
                100,
                0,
                97,
                0,
                0,
                3,
                Map.of("malformed_json", 3L),
                given.size(),
                0,
                Map.of(),
                0,
                0,
                7,
                19,
                given.size(),
                0,
                301,
                DIGEST,
                null,
                null,
                null,
                null,
                new ResponseStanding(true, 2, 1, Map.of("nftables", "Operation not permitted")),
                0,
                1234.5,
                CHECKPOINT,
                "127.0.0.1:9092",
                "2026-03-01T09:00:00Z");
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return List.of(
                CHECKPOINT,
                new Checkpoint(100, null, Instant.parse("2026-03-01T09:30:00Z"), 99, "cd".repeat(32), 2_048));
    }

    @Override
    public Checkpoint takeCheckpoint(String name, String by) {
        asked.add("checkpoint " + name + " by " + by);
        if (name.equals("taken")) {
            throw new RefusedException("there is a checkpoint named taken: choose another name");
        }
        return new Checkpoint(301, name, CHECKPOINT.at(), 300, DIGEST, 4_096);
    }

    @Override
    public RolledBack rollBack(String idOrName, String by) {
        asked.add("rollback " + idOrName + " by " + by);
        if (idOrName.equals("nowhere")) {
            throw new RefusedException("there is no checkpoint nowhere: weir checkpoints lists them");
        }
        if (idOrName.equals("gone")) {
            throw UnappliedException.setAside(302, "the model at version 7 has not the digest");
        }
        if (idOrName.equals("slow")) {
            throw UnappliedException.pending(302, 10);
        }
        return new RolledBack(CHECKPOINT, 302);
    }

    @Override
    public ModelDifference difference(String from, String to) {
        if (from.equals("nowhere")) {
            throw new RefusedException("there is no checkpoint nowhere: weir checkpoints lists them");
        }
        asked.add("diff " + from + " " + to);
        return new ModelDifference(
                300, 301, 1, List.of(new ModelDifference.Change("src.failure_ratio.60s in [0.5,0.75)", 0.25, -1.5)));
    }

    @Override
    public Verification verify() {
        return new Verification(identical, 301, DIGEST, identical ? DIGEST : "ef".repeat(32), 301);
    }

    @Override
    public byte[] exportModel() {
        return model;
    }

    @Override
    public Installation installModel(byte[] file, String by) {
        asked.add("install " + file.length + " bytes by " + by);
        if (file.length < 10) {
            throw new RefusedException("its first line is not that of a model file");
        }
        return new Installation(303, DIGEST, 299, CHECKPOINT);
    }

    @Override
    public List<ReviewItem> review(int most) {
        asked.add("review " + most);
        duringReview.run();
        if (most > MOST_REVIEWED) {
            throw new RefusedException("too many");
        }
        return List.of(new ReviewItem(
                "F7",
                "novel",
                0.125,
                0.75,
                CHECKPOINT.at(),
                "10.0.0.1",
                40_000,
                "10.1.0.1",
                null,
                "tcp",
                "dns\u001b[2J\u202e"));
    }

    @Override
    public List<String> give(List<Feedback> feedback) {
        int before = given.size();
        given.addAll(feedback);
        return IntStream.range(before, given.size()).mapToObj(i -> "0-" + i).toList();
    }

    @Override
    public DetectAnswer detect(byte[] record, @Nullable String layout) {
        String text = new String(record, StandardCharsets.UTF_8);
        if (text.contains("bad")) {
            throw new RefusedException("malformed_json: not JSON");
        }
        if (text.startsWith("{") && !text.contains("\"ts\"")) {
            throw new RefusedException("missing_field: ts is missing");
        }
        asked.add("detect " + text + (layout == null ? "" : " with " + layout));
        return new DetectAnswer(
                true,
                0.75,
                0.6,
                0.5,
                301,
                null,
                1.0986,
                List.of(new DetectAnswer.Part("base", "what every flow gets", 1.0986)),
                "known");
    }

    @Override
    public void observe(byte[] record) {
        asked.add("observe " + new String(record, StandardCharsets.UTF_8));
    }

    @Override
    public Preview previewVerdict(byte[] record, Verdict verdict, List<byte[]> alerts) {
        return new Preview(301, 302, verdict.word(), 0.5, 0.25, 0.75, 10, 3, 1, alerts.size(), 1, 0, 0);
    }

    @Override
    public Preview previewRollback(String to, List<byte[]> alerts) {
        if (!to.equals(CHECKPOINT.name())) {
            throw new RefusedException("no checkpoint '" + to + "'");
        }
        return new Preview(301, 300, null, 0.5, null, null, 10, 0, 4, alerts.size(), 0, 1, 1);
    }

    @Override
    public String takeBack(Feedback correction, long firstLesson) {
        asked.add("undo of " + correction.flowId() + " from " + firstLesson);
        return "0-" + given.size();
    }

    @Override
    public long modelVersion() {
        return 301;
    }

    @Override
    public long foldedVersion() {
        return folded;
    }

    @Override
    public OptionalDouble scoreNow(byte[] alertRecord) {
        return OptionalDouble.of(0.25);
    }

    @Override
    public List<String> words(byte[] alertRecord, List<String> features) {
        return features.stream().map(feature -> "words for " + feature).toList();
    }

    @Override
    public List<ObjectNode> responses(ResponseQuery query) {
        throw new RefusedException("there are no responses here");
    }

    @Override
    public ObjectNode approve(String responseId, String by) {
        throw new RefusedException("there are no responses here");
    }

    @Override
    public ObjectNode undo(String responseId, String by, @Nullable String why) {
        throw new RefusedException("there are no responses here");
    }

    @Override
    public void readRate() {
        // Nothing to read.
    }

    @Override
    public void close() {
        onClose.run();
    }
}

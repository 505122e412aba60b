package dev.weir.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.allow.AllowRule;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.lessons.Teaching;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.detector.responses.ResponseStanding;
import dev.weir.feedback.Feedback;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelDifference;
import dev.weir.health.Health;
import dev.weir.response.record.ResponseJson;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a detector of this process can be asked, and what it shows of itself. Thread-safe. */
public interface Detector extends AutoCloseable {
    /** The most flows to {@link #review} at a time. */
    int MOST_REVIEWED = 1000;

    /** Where it stands now. */
    Status status();

    /** Like {@link #status}, but for the digest of the model, which takes a while where the model has changed. */
    default Status progress() {
        return status();
    }

    /** All checkpoints, newest first. */
    List<Checkpoint> checkpoints();

    /**
     * Takes a checkpoint through the model log, and waits until it is there.
     *
     * @throws RefusedException if the name is not valid or taken
     */
    Checkpoint takeCheckpoint(String name, String by);

    /**
     * Rolls every instance back through the model log, and waits until this one has.
     *
     * @return the checkpoint that is live again
     * @throws RefusedException if there is no such checkpoint
     */
    RolledBack rollBack(String idOrName, String by);

    /**
     * What changed between two checkpoints; {@code live} names the model as it is now.
     *
     * @throws RefusedException if one is missing or damaged
     */
    ModelDifference difference(String from, String to);

    /**
     * The lessons that made its model.
     *
     * @throws RefusedException if there is nothing to ask
     */
    default Teaching teaching() {
        throw new RefusedException("the lessons of this detector cannot be asked about");
    }

    /** A scored flow as it is kept for its verdicts; empty if it is not kept here. */
    default Optional<byte[]> keptFlow(String flowId) {
        return Optional.empty();
    }

    /** Rebuilds the model from the log beside the live one, and compares. May take minutes on a long log. */
    Verification verify();

    /** The model as it is now, as a file; read it with {@link dev.weir.modelfile.ModelFile#ofBytes}. */
    byte[] exportModel();

    /**
     * Makes every instance go on with the model of a file, through the model log, and waits until this one does.
     *
     * @throws RefusedException if it is damaged, or for another Weir
     */
    Installation installModel(byte[] file, String by);

    /**
     * The recent flows whose verdict would teach most, the best first; only flows that this instance has scored.
     *
     * @param most how many at most, 1 to {@value #MOST_REVIEWED}
     * @throws RefusedException if that is out of range
     */
    List<ReviewItem> review(int most);

    /**
     * Puts feedback onto its topic; what becomes of it shows there.
     *
     * @return partition and offset of each record, which names it
     */
    List<String> give(List<Feedback> feedback);

    /**
     * The responses that are asked for, the first first, as {@link ResponseJson#node} writes them.
     *
     * @throws RefusedException if another instance decides on them, or none does
     */
    List<ObjectNode> responses(ResponseQuery query);

    /** How it is with responses; null where there are none. Answers at once, whatever the stream does. */
    default @Nullable ResponseStanding responseStanding() {
        return null;
    }

    /** Has somebody told whenever a response may have changed, while this process decides on them: it must not take long. */
    default void watchResponses(Runnable told) {}

    /**
     * Says yes to a proposed response, and waits until that is written.
     *
     * @return the response as it stands then
     * @throws RefusedException if that cannot be
     */
    ObjectNode approve(String responseId, String by);

    /**
     * Takes back what a response does, or refuses what it proposes, and waits until that is written.
     *
     * @param why in words; null if nothing is said
     * @return the response as it stands then
     * @throws RefusedException if that cannot be
     */
    ObjectNode undo(String responseId, String by, @Nullable String why);

    /** What is allowed on this network, the oldest first. */
    List<Allowance> allowed();

    /**
     * Allows something on every instance, and waits until this one knows.
     *
     * @throws RefusedException if there are as many rules as there may be
     */
    Allowance allow(AllowRule rule, String by);

    /**
     * Takes a rule off the allowlist of every instance, and waits until this one knows.
     *
     * @return the rule as it was
     * @throws RefusedException if there is no such rule
     */
    Allowance disallow(String id, String by);

    /** Whether it does what it is for. Quick, and needs no answer from elsewhere. */
    Health health();

    /** What it has counted and measured, for Prometheus. */
    MetricSnapshots metrics();

    /**
     * What it thinks of a flow that somebody asks about; asking changes nothing.
     *
     * @param record a flow in any form
     * @param layout the header line of the file it is from; null if it has none
     * @throws RefusedException if it is no flow; the message says why
     */
    DetectAnswer detect(byte[] record, @Nullable String layout);

    /**
     * How another instance, which scores the flows of a record's source, says that it is reached; empty if it is this one, or that is
     * not known.
     */
    default Optional<String> holder(byte[] record) {
        return Optional.empty();
    }

    /** Puts a flow record onto its topic, to be scored as any other. */
    void observe(byte[] record);

    /**
     * What a verdict on an alert would change; nothing is learned.
     *
     * @param record of the alert
     * @param alerts records of open alerts, to compare on
     * @throws RefusedException if it cannot be told; the message says why
     */
    Preview previewVerdict(byte[] record, Verdict verdict, List<byte[]> alerts);

    /**
     * What a rollback would change; nothing is rolled back.
     *
     * @param to id or name of a checkpoint, or a version
     * @param alerts records of open alerts, to compare on
     * @throws RefusedException if there is no such model
     */
    Preview previewRollback(String to, List<byte[]> alerts);

    /**
     * Takes back all that an analyst said of a flow: the model becomes what it would be had it never been said.
     *
     * @param correction names both, with the verdict that an older Weir would correct it with
     * @param firstLesson offset in the model log of the first lesson of it, or 0 if that is not known
     * @return partition and offset of the record
     */
    String takeBack(Feedback correction, long firstLesson);

    /** The version of the newest model. */
    long modelVersion();

    /** The version that the model log makes so far, which a status tells of; known without waiting. */
    long foldedVersion();

    /** The score that model gives the flow in a record of an alert, in [0,1]; empty if the record does not say enough. */
    OptionalDouble scoreNow(byte[] alertRecord);

    /**
     * Words for the reasons in a record of an alert.
     *
     * @param features as the record names them
     */
    List<String> words(byte[] alertRecord, List<String> features);

    /** Takes a reading for the rate in its status; to be called every second or so. */
    void readRate();

    /** Stops it and leaves its group; flows not yet scored stay on their topic. */
    @Override
    void close();
}

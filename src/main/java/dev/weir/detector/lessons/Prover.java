package dev.weir.detector.lessons;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.RefusedException;
import dev.weir.encoding.Encodings;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.fold.EventLog;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.model.ModelState;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what proves a score. */
final class Prover {
    private final EventLog log;
    private final FeatureEncoder encoder;

    Prover(EventLog log, FeatureEncoder encoder) {
        this.log = log;
        this.encoder = encoder;
    }

    /**
     * @param record of the flow, with its features
     * @param checkpoints whose digests are known
     */
    Proof prove(String flowId, byte[] record, long version, ModelState model, List<Checkpoint> checkpoints) {
        PackedFlow flow = RecordScorer.packed(encoder, record)
                .orElseThrow(() -> new RefusedException(
                        "the features of " + flowId + " are of another release: it cannot be scored again"));
        Map<Long, String> digests = new HashMap<>();
        checkpoints.forEach(checkpoint -> digests.put(checkpoint.version(), checkpoint.digest()));
        LogDigest chain = new LogDigest();
        List<Proof.Ancestor> lineage = new ArrayList<>();
        log.read(0, version, (offset, at, key, value) -> {
            chain.add(offset, key, value);
            Proof.Ancestor ancestor = ancestor(offset + 1, at, value, digests.get(offset + 1));
            if (ancestor != null) {
                lineage.add(ancestor);
            }
        });
        double logit = Weights.of(model).score(Encodings.unpack(flow));
        return new Proof(
                flowId,
                isAlert(record) ? Base64.getEncoder().encodeToString(record) : "",
                flow.encoding(),
                Base64.getEncoder().encodeToString(flow.bytes()),
                Scorer.probability(logit),
                logit,
                version,
                model.digest(),
                model.lessons(),
                Base64.getEncoder().encodeToString(model.bytes()),
                chain.records(),
                chain.hex(),
                lineage);
    }

    /** What is kept of a flow for its verdict is no text. */
    private static boolean isAlert(byte[] record) {
        return record.length > 0 && record[0] == '{';
    }

    private static Proof.@Nullable Ancestor ancestor(
            long version, Instant at, byte @Nullable [] value, @Nullable String digest) {
        ModelEvent event;
        try {
            if (value == null) {
                return null;
            }
            event = ModelEventCodec.decode(value);
        } catch (MalformedEventException e) {
            return null;
        }
        if (event instanceof ModelEvent.Learn) {
            return null;
        }
        String by = "";
        String known = digest;
        if (event instanceof ModelEvent.TakeCheckpoint checkpoint) {
            by = checkpoint.by();
        } else if (event instanceof ModelEvent.RollBack rollBack) {
            by = rollBack.by();
            known = rollBack.toDigest();
        } else if (event instanceof ModelEvent.Install install) {
            by = install.by();
            known = install.state().digest();
        } else if (event instanceof ModelEvent.Unlearn unlearn) {
            by = unlearn.by();
        } else if (event instanceof ModelEvent.Relearn relearn) {
            by = relearn.by();
        }
        return new Proof.Ancestor(version, ModelEventCodec.kind(event), at, by, known);
    }
}

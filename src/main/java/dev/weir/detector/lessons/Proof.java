package dev.weir.detector.lessons;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that it takes to score a flow again without Weir's log: its record, the model, and where the model comes from.
 *
 * @param flowId the flow
 * @param record of the alert as it is on its topic, base64; empty of a flow
 * @param encoding how features become pairs of a model: a release of Weir knows it by this name
 * @param features of the flow as it was scored, packed in that encoding, base64
 * @param score by the model, 0 to 1
 * @param logit the same as a logit
 * @param modelVersion version of the log that the model is of
 * @param modelDigest SHA-256 of the model
 * @param lessons in the model
 * @param model its bytes, base64
 * @param logEvents records of the model log below the version
 * @param logDigest SHA-256 chained over these, see {@link LogDigest}
 * @param lineage what was done to the model but teach it, in the order of the log
 */
public record Proof(
        String flowId,
        String record,
        String encoding,
        String features,
        double score,
        double logit,
        long modelVersion,
        String modelDigest,
        long lessons,
        String model,
        long logEvents,
        String logDigest,
        List<Ancestor> lineage) {
    /**
     * An event of the log that is more than a lesson.
     *
     * @param version of the model after it
     * @param event its kind
     * @param at when
     * @param by who asked
     * @param digest of the model after it, where the log or a checkpoint says so
     */
    public record Ancestor(
            long version,
            String event,
            Instant at,
            String by,
            @Nullable String digest) {}
}

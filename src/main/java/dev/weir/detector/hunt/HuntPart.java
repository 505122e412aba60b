package dev.weir.detector.hunt;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.scoring.Scorer;
import dev.weir.wire.KeptFlow;
import java.util.OptionalDouble;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Scores records of the scored topic again, for one thread of a hunt. The features are in a header; only what reaches
 * the threshold is parsed, or each where an indicator is looked for.
 */
final class HuntPart {
    private final HuntRequest request;
    private final FeatureEncoder encoder;
    private final Example example;
    private final double leastLogit;
    final HuntStories stories = new HuntStories();
    long flows;
    long foreign;
    long missed;
    long known;

    HuntPart(HuntRequest request, FeatureEncoder encoder) {
        this.request = request;
        this.encoder = encoder;
        this.example = new Example(encoder.maxSize());
        // A little lower, since the score decides and not the logit.
        this.leastLogit =
                request.threshold() == 1 ? 0 : StrictMath.log(request.threshold() / (1 - request.threshold())) - 1e-9;
    }

    void take(Headers headers, byte @Nullable [] record) {
        if (record == null) {
            return;
        }
        flows++;
        if (request.scope().isByIndicator()) {
            takeIndicated(headers, record);
            return;
        }
        OptionalDouble logit = logit(headers, record);
        if (logit.isEmpty()) {
            foreign++;
        } else if (logit.getAsDouble() >= leastLogit) {
            tell(record, Scorer.probability(logit.getAsDouble()));
        }
    }

    /** Empty if its features are of another release. */
    private OptionalDouble logit(Headers headers, byte[] record) {
        KeptFlow kept = KeptFlow.read(KeptFlow.ofRecord(headers, record), encoder);
        PackedFlow flow = kept == null ? null : kept.flow();
        if (flow == null) {
            return OptionalDouble.empty();
        }
        encoder.encodeUnnamed(flow, example);
        return OptionalDouble.of(request.weights().score(example));
    }

    /** One that cannot be scored again has the score that it had. */
    private void takeIndicated(Headers headers, byte[] record) {
        MissedFlow flow = MissedFlow.read(record);
        if (flow == null || !request.scope().has(flow)) {
            return;
        }
        OptionalDouble logit = logit(headers, record);
        foreign += logit.isEmpty() ? 1 : 0;
        count(flow, logit.isEmpty() ? flow.score : Scorer.probability(logit.getAsDouble()));
    }

    private void tell(byte[] record, double score) {
        MissedFlow flow = MissedFlow.read(record);
        if (flow != null && score >= request.threshold() && request.scope().has(flow)) {
            count(flow, score);
        }
    }

    private void count(MissedFlow flow, double score) {
        if (flow.wasAlerting) {
            known++;
        } else {
            missed++;
            stories.add(flow, score);
        }
    }

    void addAll(HuntPart other) {
        flows += other.flows;
        foreign += other.foreign;
        missed += other.missed;
        known += other.known;
        stories.addAll(other.stories);
    }
}

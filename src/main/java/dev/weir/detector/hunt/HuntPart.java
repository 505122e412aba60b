package dev.weir.detector.hunt;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.model.Weights;
import dev.weir.scoring.Scorer;
import dev.weir.wire.KeptFlow;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Scores records of the scored topic again, for one thread of a hunt. The features are in a header; only what reaches
 * the threshold is parsed.
 */
final class HuntPart {
    private final HuntRequest request;
    private final Weights weights;
    private final FeatureEncoder encoder;
    private final Example example;
    private final double leastLogit;
    final HuntStories stories = new HuntStories();
    long flows;
    long foreign;
    long missed;
    long known;

    HuntPart(HuntRequest request, Weights weights, FeatureEncoder encoder) {
        this.request = request;
        this.weights = weights;
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
        KeptFlow kept = KeptFlow.read(KeptFlow.ofRecord(headers, record), encoder);
        PackedFlow flow = kept == null ? null : kept.flow();
        if (flow == null) {
            foreign++;
            return;
        }
        encoder.encodeUnnamed(flow, example);
        double logit = weights.score(example);
        if (logit >= leastLogit) {
            tell(record, Scorer.probability(logit));
        }
    }

    private void tell(byte[] record, double score) {
        MissedFlow flow = MissedFlow.read(record);
        String host = request.host();
        if (flow == null || score < request.threshold() || (host != null && !flow.isOf(host))) {
            return;
        }
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

package dev.weir.wire;

import dev.weir.features.FeatureVector;
import dev.weir.scoring.ScoredFlow;

/** The record of the scored topic, apart from the stream that it goes to. */
public final class BenchJson {
    private final ScoredFlowJson json = new ScoredFlowJson();

    /** When the record that a flow came in was appended to its topic; {@code scored} is what became of it. */
    public static long arrivedMillis(byte[] scored) {
        return ScoredFlowJson.scoredAtMillis(scored);
    }

    /** One record. */
    public byte[] write(ScoredFlow scored, FeatureVector features) {
        return json.write(scored, features, false);
    }
}

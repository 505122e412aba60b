package dev.weir.wire;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureVector;
import dev.weir.scoring.ScoredFlow;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The record of the scored topic, apart from the stream that it goes to. */
public final class BenchJson {
    private final ScoredFlowJson json = new ScoredFlowJson();

    /** When the record that a flow came in was appended to its topic; {@code scored} is what became of it. */
    public static long arrivedMillis(byte[] scored) {
        return ScoredFlowJson.scoredAtMillis(scored);
    }

    /** One record. */
    public ProducerRecord<byte[], byte[]> write(ScoredFlow scored, FeatureVector features, FeatureEncoder encoder) {
        return new ProducerRecord<>(
                "scored",
                0,
                new byte[0],
                json.write(scored, false),
                KeptFlow.headers(scored.id(), scored.scoredAtMillis(), scored.score(), encoder.pack(features)));
    }
}

package dev.weir.bench;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.Flow;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.NativeCsv;
import dev.weir.ingest.record.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The same simulated flows, made ready for the stage that is measured. */
final class Traffic {
    /** Enough that neither a branch predictor nor the processor's nearest caches know them all by heart. */
    static final int FLOWS = 4_096;

    private static final long SEED = 1;

    private Traffic() {}

    static byte[][] zeekJson() {
        ZeekFlows flows = new ZeekFlows(SEED, 0);
        byte[][] records = new byte[FLOWS][];
        for (int i = 0; i < FLOWS; i++) {
            records[i] = flows.next().value();
        }
        return records;
    }

    static byte[][] nativeCsv() {
        Flow[] flows = flows(FLOWS);
        byte[][] records = new byte[FLOWS][];
        for (int i = 0; i < FLOWS; i++) {
            String line = NativeCsv.line(flows[i], UnaryOperator.identity()) + ",,";
            records[i] = line.getBytes(StandardCharsets.UTF_8);
            if (!flow(new FlowReader().read(records[i])).equals(flows[i])) {
                throw new IllegalStateException("the line means another flow: " + line);
            }
        }
        return records;
    }

    static Flow[] flows(int count) {
        ZeekFlows records = new ZeekFlows(SEED, 0);
        FlowReader reader = new FlowReader();
        Flow[] flows = new Flow[count];
        for (int i = 0; i < count; i++) {
            flows[i] = flow(reader.read(records.next().value()));
        }
        return flows;
    }

    static FeatureVector[] vectors(Flow[] flows) {
        FeatureExtractor extractor = extractor();
        FeatureSchema schema = extractor.schema();
        FeatureVector[] vectors = new FeatureVector[flows.length];
        for (int i = 0; i < flows.length; i++) {
            vectors[i] = new FeatureVector(schema);
            extractor.extract(flows[i], vectors[i]);
        }
        return vectors;
    }

    /** With the behaviour of hosts in the heap: what a store on disk takes is the stream's, not the stage's. */
    static FeatureExtractor extractor() {
        FeatureSettings settings = FeatureSettings.defaults();
        return new FeatureExtractor(
                settings, new HeapHostStates(settings.maxHeapHosts()), new HeapHostStates(settings.maxHeapHosts()));
    }

    private static Flow flow(ReadResult result) {
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.flow();
        }
        throw new IllegalStateException("no flow: " + result);
    }
}
